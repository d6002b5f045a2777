// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/scenario_panel.h"

#include "shell/scenario/field_row.h"
#include "shell/scenario/note_edit.h"
#include "shell/scenario/problem_note.h"
#include "shell/scenario/product_line.h"
#include "shell/scenario/undo_pass_through.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"

#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace shardscape {

namespace {

/// The start of a note, for the name of a step of the history.
QString firstWords(const QString& note)
{
    constexpr qsizetype shown = 24;
    const QString line = note.simplified();
    return line.size() <= shown ? line : line.left(shown) + QStringLiteral("…");
}

} // namespace

ScenarioPanel::ScenarioPanel(AppContext& context, QWidget* parent)
    : QWidget{parent}, m_context{context}, m_editor{context.document}, m_general{new ProblemNote(this)}, m_product{new ProductLine(this)}
{
    setObjectName(QStringLiteral("scenarioPanel"));
    setAccessibleName(tr("Scenario"));
    auto* content = new QWidget(this);
    content->setAccessibleName(tr("Fields of the scenario"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(10, 8, 10, 10);
    layout->setSpacing(4);
    makeTitle(*layout);
    makeNote(*layout);
    layout->addWidget(m_general);
    const PresetLibrary& library = context.document.library();
    addSection(*layout, tr("Model and cluster"), machineFields(library));
    addSection(*layout, tr("Split over the GPUs"), parallelismFields());
    layout->insertWidget(layout->count() - static_cast<int>(parallelismFields().size()), m_product);
    addSection(*layout, tr("Pipeline schedule"), scheduleFields());
    addSection(*layout, tr("Workload"), workloadFields(library));
    layout->addStretch(1);
    alignLabels();

    auto* scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Scenario"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    setMinimumWidth(content->minimumSizeHint().width() + scrollBar); // the panel scrolls up and down only

    connect(&context.focus, &FocusHub::previewChanged, this, [this] { // the degrees of what a gesture or a hovered plan would give
        const auto& preview = m_context.focus.preview();
        const Scenario& shown = preview ? preview->scenario : m_context.document.scenario();
        m_product->show(productText(shown.parallelism, m_facts.gpus), m_context.theme.tokens());
    });
    connect(m_product, &ProductLine::dataDegreeChosen, this, [this](int degree) {
        m_editor.endBurst();
        m_editor.change({.path = QStringLiteral("/parallelism/dp"),
                         .name = tr("Data (dp)"),
                         .before = QString::number(m_context.document.scenario().parallelism.dp),
                         .after = QString::number(degree)},
                        [degree](Scenario& s) { s.parallelism.dp = degree; });
        m_editor.endBurst();
    });
    connect(&context.document, &Document::scenarioChanged, this, &ScenarioPanel::loadScenario);
    connect(&context.document, &Document::evaluationChanged, this, &ScenarioPanel::showProblems);
    connect(&context.theme, &ThemeManager::themeChanged, this, [this] {
        loadScenario();
        showProblems();
    });
    loadScenario();
    showProblems();
}

void ScenarioPanel::makeTitle(QVBoxLayout& layout)
{
    m_title = new QLineEdit(this);
    m_title->setObjectName(QStringLiteral("/title"));
    m_title->setAccessibleName(tr("Title of the scenario"));
    m_title->setPlaceholderText(tr("Title"));
    layout.addWidget(m_title);
    new UndoPassThrough(*m_title);
    connect(m_title, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_editor.change({.path = QStringLiteral("/title"),
                         .name = tr("Title"),
                         .before = QString::fromStdString(m_context.document.scenario().title),
                         .after = text},
                        [&text](Scenario& s) { s.title = text.toStdString(); });
    });
    connect(m_title, &QLineEdit::editingFinished, &m_editor, &ScenarioEditor::endBurst);
    m_title->setAcceptDrops(false); // files are dropped on the window
}

void ScenarioPanel::makeNote(QVBoxLayout& layout)
{
    m_note = new NoteEdit(this);
    layout.addWidget(m_note);
    new UndoPassThrough(*m_note);
    connect(m_note, &NoteEdit::edited, this, [this](const QString& text) {
        m_editor.change({.path = QStringLiteral("/note"),
                         .name = tr("Note"),
                         .before = firstWords(QString::fromStdString(m_context.document.scenario().note)),
                         .after = firstWords(text)},
                        [&text](Scenario& s) { s.note = text.toStdString(); });
    });
    connect(m_note, &NoteEdit::finished, &m_editor, &ScenarioEditor::endBurst);
}

/// All labels as wide as the longest, which is another one in every language.
void ScenarioPanel::alignLabels()
{
    int widest = 0;
    for (FieldRow* row : m_rows)
        widest = std::max(widest, row->label().sizeHint().width());
    for (FieldRow* row : m_rows)
        row->label().setFixedWidth(widest + 4);
}

void ScenarioPanel::addSection(QVBoxLayout& layout, const QString& title, std::vector<FieldSpec> fields)
{
    auto* heading = new QLabel(title, this);
    heading->setAccessibleName(title);
    QFont bold = font();
    bold.setBold(true);
    heading->setFont(bold);
    heading->setContentsMargins(0, 10, 0, 2);
    layout.addWidget(heading);
    for (FieldSpec& field : fields) {
        auto* row = new FieldRow(std::move(field), m_editor, this);
        layout.addWidget(row);
        m_rows.push_back(row);
    }
}

void ScenarioPanel::updateFacts()
{
    const Scenario& scenario = m_context.document.scenario();
    if (scenario.model == m_factsModel && scenario.cluster == m_factsCluster)
        return;
    m_factsModel = scenario.model;
    m_factsCluster = scenario.cluster;
    const auto evaluation = m_context.document.evaluation();
    if (evaluation && evaluation->inputs && evaluation->scenario.model == scenario.model &&
        evaluation->scenario.cluster == scenario.cluster) {
        m_facts = factsOf(*evaluation->inputs);
        return;
    }
    const Result<Inputs> inputs = m_context.document.library().resolve(scenario);
    m_facts = inputs ? factsOf(*inputs) : Facts{};
}

void ScenarioPanel::loadScenario()
{
    updateFacts();
    const Scenario& scenario = m_context.document.scenario();
    if (m_title->text().toStdString() != scenario.title) {
        m_title->setText(QString::fromStdString(scenario.title));
        m_title->setCursorPosition(0); // a long title is read from its start
    }
    m_note->load(QString::fromStdString(scenario.note));
    for (FieldRow* row : m_rows)
        row->load(scenario, m_facts);
    m_product->show(productText(scenario.parallelism, m_facts.gpus), m_context.theme.tokens());
}

FieldRow* ScenarioPanel::row(const QString& path) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const FieldRow* row) { return row->path() == path; });
    return found == m_rows.end() ? nullptr : *found;
}

FieldRow* ScenarioPanel::rowFor(const QString& path) const
{
    for (QString at = path; !at.isEmpty(); at = at.left(at.lastIndexOf(QLatin1Char('/'))))
        if (FieldRow* found = row(at); found && !found->isHidden())
            return found;
    return nullptr;
}

void ScenarioPanel::showProblems()
{
    Problems all = m_context.document.problems();
    if (const auto evaluation = m_context.document.evaluation(); all.empty() && evaluation)
        all = evaluation->diagnostics;
    std::map<FieldRow*, Problems> byRow;
    Problems general;
    for (const Problem& problem : all) {
        if (problem.code == "world-size" || problem.code == "idle-gpus")
            continue; // the product line says it
        if (problem.severity == Severity::Info)
            continue; // remarks are listed under Diagnostics; here stands what needs a hand
        if (FieldRow* row = rowFor(QString::fromStdString(problem.path)))
            byRow[row].push_back(problem);
        else
            general.push_back(problem);
    }
    const Tokens& tokens = m_context.theme.tokens();
    for (FieldRow* row : m_rows)
        row->setProblems(byRow[row], tokens);
    m_general->setProblems(general, {}, tokens);
}

bool ScenarioPanel::focusField(const QString& path)
{
    if (path == QLatin1String("/title") || path == QLatin1String("/note")) {
        (path == QLatin1String("/title") ? static_cast<QWidget*>(m_title) : m_note)->setFocus(Qt::OtherFocusReason);
        return true;
    }
    FieldRow* row = rowFor(path);
    if (!row)
        return false;
    row->editorWidget()->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace shardscape
