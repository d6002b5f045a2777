// SPDX-License-Identifier: GPL-3.0-or-later
// How a number came about: its formula, the values that were put in, its source and where it is valid. The code that computes a number
// also records its derivation, so the two cannot drift apart; the explain panel, the report and the CSV export all read this.
// Recording is optional: cost functions take a `DerivationLog*` that is null when nobody listens, and then pay one branch.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shardscape {

/// One symbol of a formula.
struct Term {
    std::string symbol;  ///< an identifier as it stands in the formula, such as "p" or "weights_per_layer"
    double value = 0.0;  ///< the value that was put in, in the term's unit
    std::string unit;    ///< "bytes", "seconds", "bytes_per_second", "flops", "tokens" or empty for counts and ratios
    std::string meaning; ///< what the symbol stands for, in a few words
    std::string from;    ///< id of the derivation that explains this value; empty for inputs and constants
};

/// The explanation of one number.
struct Derivation {
    std::string id;        ///< stable path such as "memory/stage/0/weights"
    std::string name;      ///< what it is, for a person: "Weights of stage 0"
    std::string unit;      ///< as Term::unit
    double value = 0.0;    ///< the number itself
    std::string formula;   ///< right-hand side in the syntax of expression.h, over the terms' symbols
    std::vector<Term> terms;
    std::string source;    ///< paper and equation, vendor sheet, or "measured: ..."
    std::string validity;  ///< where it holds, and how well
    bool guess = false;    ///< rests on a constant nobody has published or measured
};

/// Collects derivations in the order they are recorded and finds them by id. Not thread-safe while recording.
class DerivationLog {
public:
    /// Adds a derivation; a second one with the same id replaces the first.
    void add(Derivation derivation);

    /// The derivation of an id, or null. The pointer is valid until the next add().
    [[nodiscard]] const Derivation* find(std::string_view id) const;

    [[nodiscard]] const std::vector<Derivation>& all() const { return m_all; }

private:
    std::vector<Derivation> m_all;
    std::unordered_map<std::string, std::size_t> m_byId;
};

/// Records what `make` returns when somebody listens; `make` is not called otherwise.
template <class Make> void record(DerivationLog* log, Make make)
{
    if (log != nullptr)
        log->add(make());
}

} // namespace shardscape
