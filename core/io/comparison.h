// SPDX-License-Identifier: GPL-3.0-or-later
// Two evaluations side by side: the inputs that differ, and the outputs sorted by the size of their change. Pure values.
#pragma once

#include "io/comparison_reasons.h"

#include <string>
#include <vector>

namespace shardscape {

/// An input as it stands in the scenario files; "" = the key is absent.
struct InputDifference {
    std::string path; ///< JSON pointer into the scenario
    std::string a;    ///< JSON text of the value
    std::string b;
};

/// An output of both.
struct OutputDifference {
    std::string path; ///< JSON pointer into the evaluation; its last part says the unit
    double a = 0.0;
    double b = 0.0;
    double change = 0.0; ///< b / a - 1; infinite when only a is 0
};

struct Comparison {
    std::string titleA;
    std::string titleB;
    bool fitsA = false;
    bool fitsB = false;
    int inputsInAll = 0;                   ///< values of both scenario files, paths that both have counted once
    std::vector<InputDifference> inputs;   ///< in the order of the file; title, note and view are no inputs
    std::vector<OutputDifference> outputs; ///< largest |change| first; equal ones last. Outputs that only one of both has are left out.
    std::vector<FigureReasons> reasons;    ///< why the key figures differ; empty without derivations
};

/// The inputs in which two scenarios differ, in the order of the file; title, note and view are no inputs.
[[nodiscard]] std::vector<InputDifference> inputDifferences(const Scenario& a, const Scenario& b);

[[nodiscard]] Comparison compare(const Evaluation& a, const Evaluation& b);

/// A value in the unit that a pointer into the evaluation (its last part, or that of the object it stands in) or a derivation's unit names.
[[nodiscard]] std::string outputText(const std::string& path, double value);

[[nodiscard]] std::string comparisonToJson(const Comparison& comparison);
/// Tables: inputs that differ, outputs that differ, and why the key figures do.
[[nodiscard]] std::string comparisonToText(const Comparison& comparison);

} // namespace shardscape
