// SPDX-License-Identifier: GPL-3.0-or-later
// One row of the scenario panel: label, editor, and the problems that carry the field's path. Builds the editor that suits the field and
// hands edits to the scenario editor. GUI thread only.
#pragma once

#include "shell/scenario/field_spec.h"
#include "shell/scenario/scenario_editor.h"
#include "shell/tokens.h"

#include <QWidget>

class QLabel;

namespace shardscape {

class ProblemNote;

class FieldRow : public QWidget {
    Q_OBJECT
public:
    FieldRow(FieldSpec spec, ScenarioEditor& editor, QWidget* parent = nullptr);

    [[nodiscard]] const QString& path() const { return m_spec.path; }
    [[nodiscard]] QWidget* editorWidget() const { return m_input; }
    [[nodiscard]] ProblemNote& note() const { return *m_note; }

    /// Takes over the scenario's value without making an edit of it, and shows or hides the row.
    void load(const Scenario& scenario, const Facts& facts);
    /// The problems of this field; the nearest sensible values are offered when the value is none.
    void setProblems(const Problems& problems, const Tokens& tokens);
    /// Width of the label column, so that all rows line up.
    [[nodiscard]] QLabel& label() const { return *m_label; }

private:
    QWidget* makeInput(const IntField& field);
    QWidget* makeInput(const RealField& field);
    QWidget* makeInput(const ChoiceField& field);
    QWidget* makeInput(const FlagField& field);
    void loadValue(const IntField& field);
    void loadValue(const RealField& field);
    void loadValue(const ChoiceField& field);
    void loadValue(const FlagField& field);
    void setInt(int value);
    void change(const QString& before, const QString& after, const std::function<void(Scenario&)>& apply);

    FieldSpec m_spec;
    ScenarioEditor& m_editor;
    Scenario m_scenario;
    Facts m_facts;
    QLabel* m_label;
    QWidget* m_input = nullptr;
    ProblemNote* m_note;
};

} // namespace shardscape
