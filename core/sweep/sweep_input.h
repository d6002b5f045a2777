// SPDX-License-Identifier: GPL-3.0-or-later
// What a sweep varies: a value of the scenario file, an assumption of its presets, or the number of GPUs. Texts in, cases to evaluate
// out. Pure functions, any thread.
#pragma once

#include "sweep/assumption.h"

#include <functional>
#include <memory>
#include <optional>

namespace shardscape {

enum class SweepInputKind : unsigned char {
    Scenario,      ///< a value of the scenario file, by its JSON pointer
    Assumption,    ///< a number of the presets
    StrongScaling, ///< GPUs, by dp and nodes; the work of a step stays
    WeakScaling,   ///< GPUs, by dp and nodes; the work grows with them
};

struct SweepInput {
    SweepInputKind kind = SweepInputKind::Scenario;
    std::string path; ///< "/workload/sequence_tokens", "nic.bytes_per_second", "strong-scaling" or "weak-scaling"
    bool operator==(const SweepInput&) const = default;
};

/// A value as JSON text, and as a number where it is one.
struct SweepValue {
    std::string text;
    std::optional<double> number;
    bool operator==(const SweepValue&) const = default;
};

/// Looks up a scenario's references, such as PresetLibrary::resolve. Must be callable from several threads at once.
using ResolveFunction = std::function<Result<Inputs>(const Scenario&)>;

/// The scenario that is varied.
struct SweepBase {
    Scenario scenario;
    std::shared_ptr<const Inputs> inputs; ///< of the scenario
    ResolveFunction resolve;
};

struct SweepChange {
    SweepInput input;
    SweepValue value;
};

/// A changed scenario with its inputs, ready for evaluate().
struct SweepCase {
    Scenario scenario;
    std::shared_ptr<const Inputs> inputs;
};

/// An input by its name: a JSON pointer, the last part of one where that is clear ("tp", "sequence_tokens", "nodes"), an assumption's path,
/// "strong-scaling" or "weak-scaling". Problems: unknown, with the nearest names.
[[nodiscard]] Result<SweepInput> readSweepInput(std::string_view text, const SweepBase& base);

/// The scenario's values that a sweep offers, in the order of the file, then the two scalings. Assumptions: assumptionsOf().
[[nodiscard]] std::vector<SweepInput> sweepInputs(const Scenario& scenario);

/// The value of an input in the base; nothing where the file leaves it open.
[[nodiscard]] std::optional<SweepValue> presentValue(const SweepBase& base, const SweepInput& input);

/// Unit of the input's numbers, by the end of its name; empty for counts and names.
[[nodiscard]] std::string unitOf(const SweepInput& input);

/// The base with all changes at once. \param keepGpus dp follows a change of tp, cp or pp so that the number of GPUs stays
/// Problems: those of the file's reader for values it does not take, "not-divisible" where GPUs or work cannot be shared out.
[[nodiscard]] Result<SweepCase> changed(const SweepBase& base, const std::vector<SweepChange>& changes, bool keepGpus = false);

} // namespace shardscape
