// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the scenario panel as values: label, JSON path, how to read and write it, and which values are near. The panel builds
// its rows from these tables; a new field is one entry. GUI thread only (translated texts).
#pragma once

#include "io/preset_library.h"

#include <QString>

#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace shardscape {

/// What steppers need to know of the model and the cluster; zero = unknown (a preset that is not there).
struct Facts {
    int gpus = 0;
    int heads = 0; ///< greatest common divisor over the layer kinds
    int layers = 0;
    int experts = 0;
    int maxPositions = 0;
};

/// Facts of resolved inputs.
[[nodiscard]] Facts factsOf(const Inputs& inputs);

/// The nearest sensible values on both sides of a value, and whether the value itself is one.
struct Neighbors {
    std::optional<int> below;
    std::optional<int> above;
    bool sensible = true;
};

[[nodiscard]] Neighbors neighborsAmong(const std::vector<int>& sorted, int value);
[[nodiscard]] Neighbors neighborMultiples(int unit, int value);
[[nodiscard]] Neighbors neighborPowersOfTwo(int value);

struct IntField {
    std::function<int(const Scenario&)> get;
    std::function<void(Scenario&, int)> set;
    std::function<Neighbors(const Scenario&, const Facts&, int value)> neighbors;
    int maximum = 1 << 20;
    int minimum = 1;
};

struct RealField {
    std::function<double(const Scenario&)> get;
    std::function<void(Scenario&, double)> set;
    double minimum = 0.0;
    double maximum = 1.0;
    double step = 0.05;
};

struct Choice {
    QString id;   ///< as it stands in files
    QString text; ///< for a person
};

struct ChoiceField {
    std::function<std::vector<Choice>(const Scenario&)> choices;
    std::function<QString(const Scenario&)> get;
    std::function<void(Scenario&, const QString& id)> set;
    bool acts = false; ///< choosing does something at once and cannot be browsed by keys: they open the list instead
};

struct FlagField {
    std::function<bool(const Scenario&)> get;
    std::function<void(Scenario&, bool)> set;
};

struct FieldSpec {
    QString path;  ///< JSON pointer; problems with this path are shown at the field
    QString label; ///< also the field's name in the history
    QString help;  ///< one sentence
    std::variant<IntField, RealField, ChoiceField, FlagField> kind;
    std::function<bool(const Scenario&)> shown = {}; ///< empty = always
};

/// The sections of the panel, top to bottom. Lists of presets are taken from `library`, which must outlive the fields.
[[nodiscard]] std::vector<FieldSpec> machineFields(const PresetLibrary& library);
[[nodiscard]] std::vector<FieldSpec> parallelismFields();
[[nodiscard]] std::vector<FieldSpec> scheduleFields();
[[nodiscard]] std::vector<FieldSpec> workloadFields(const PresetLibrary& library);

} // namespace shardscape
