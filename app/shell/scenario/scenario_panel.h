// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario panel: everything a scenario says, live. Built from the field tables; problems stand at the field whose path they carry,
// the rest on top. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "shell/scenario/field_spec.h"
#include "shell/scenario/scenario_editor.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace shardscape {

class FieldRow;
class NoteEdit;
class ProblemNote;
class ProductLine;

class ScenarioPanel : public QWidget {
    Q_OBJECT
public:
    explicit ScenarioPanel(AppContext& context, QWidget* parent = nullptr);

    /// Puts the cursor into the field of a JSON path (or the one that holds it). False when no visible field belongs to it.
    bool focusField(const QString& path);
    [[nodiscard]] FieldRow* row(const QString& path) const;
    [[nodiscard]] ProductLine& productLine() const { return *m_product; }

private:
    void addSection(QVBoxLayout& layout, const QString& title, std::vector<FieldSpec> fields);
    void alignLabels();
    void makeTitle(QVBoxLayout& layout);
    void makeNote(QVBoxLayout& layout);
    void loadScenario();
    void showProblems();
    void updateFacts();
    [[nodiscard]] FieldRow* rowFor(const QString& path) const;

    AppContext& m_context;
    ScenarioEditor m_editor;
    Facts m_facts;
    ModelChoice m_factsModel; ///< what m_facts was looked up for
    ClusterChoice m_factsCluster;
    QLineEdit* m_title = nullptr;
    NoteEdit* m_note = nullptr;
    ProblemNote* m_general;
    ProductLine* m_product;
    std::vector<FieldRow*> m_rows;
};

} // namespace shardscape
