// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/compare_view.h"

#include "document/baselines.h"
#include "document/document.h"
#include "shell/command_registry.h"
#include "shell/theme_manager.h"
#include "views/common/folding_row.h"
#include "views/common/table_twin.h"
#include "views/compare/change_delegate.h"
#include "views/compare/comparison_tables.h"

#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

namespace {

constexpr int changeColumn = 3;

QWidget* titled(QLabel* title, QWidget* content)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    title->setContentsMargins(8, 4, 8, 0);
    title->setBuddy(content);
    column->addWidget(title);
    column->addWidget(content, 1);
    return box;
}

/// Dense rows; names take what numbers leave.
void makeCompact(TableTwin& table, const QString& name)
{
    table.setAccessibleName(name);
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 6);
    table.verticalHeader()->setMinimumSectionSize(table.fontMetrics().height() + 4);
    table.setWordWrap(false);
    table.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void fill(TableTwin& table, const TableData& data)
{
    table.setTable(data);
    QHeaderView* header = table.horizontalHeader();
    header->setStretchLastSection(false);
    for (int column = 0; column < header->count(); ++column)
        header->setSectionResizeMode(column, column == 0 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
}

} // namespace

CompareView::CompareView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_choice(new QComboBox(this)), m_threshold(new QDoubleSpinBox(this)), m_summary(new QLabel(this)),
      m_why(new QLabel(this)), m_stack(new QStackedWidget(this)), m_inputs(new TableTwin), m_outputs(new TableTwin), m_reasons(new TableTwin),
      m_job([this](std::shared_ptr<const Comparison> comparison, bool) { take(comparison); }, std::chrono::milliseconds(60))
{
    setObjectName(QStringLiteral("compareView"));
    setAccessibleName(tr("Compare"));
    auto* head = new FoldingRow(this);
    addCommands();
    makeHead(*head);

    auto* hint = new QLabel(tr("Nothing is pinned. “Pin” (Ctrl+B) keeps the present plan as the baseline: edit on, and see here what "
                               "changed, by how much, and why."));
    hint->setObjectName(QStringLiteral("compareHint"));
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignCenter);
    hint->setMargin(24);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setAccessibleName(tr("Comparison"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_inputs);
    splitter->addWidget(m_outputs);
    splitter->addWidget(titled(m_why, m_reasons));
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 5);
    splitter->setStretchFactor(2, 4);
    splitter->setSizes({80, 200, 160});
    makeCompact(*m_inputs, tr("Inputs that differ"));
    makeCompact(*m_outputs, tr("Figures that differ, largest change first"));
    makeCompact(*m_reasons, tr("Why a figure differs"));
    m_stack->addWidget(hint);
    m_stack->addWidget(splitter);
    m_summary->setWordWrap(true);
    m_summary->setAccessibleName(tr("Comparison in words"));
    m_summary->setContentsMargins(8, 2, 8, 2);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_outputs->setItemDelegateForColumn(
        changeColumn, new ChangeDelegate(
                          [this](int row) {
                              if (row < 0 || row >= static_cast<int>(m_shown.size()))
                                  return 0.0;
                              const OutputDifference& output = m_shown[static_cast<std::size_t>(row)];
                              return changeStrength(output.a, output.b, moreIsBetter(output.path));
                          },
                          [this]() -> const Tokens& { return m_context.theme.tokens(); }, this));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_summary);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_outputs);

    connect(&context.document, &Document::evaluationChanged, this, &CompareView::compareNow);
    connect(&context.baselines, &Baselines::changed, this, &CompareView::updateBaselines);
    connect(&context.theme, &ThemeManager::themeChanged, m_outputs->viewport(), qOverload<>(&QWidget::update));
    connect(m_choice, &QComboBox::activated, &context.baselines, &Baselines::choose);
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, &CompareView::fillOutputs);
    connect(m_outputs->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { explainRow(index.row()); });
    updateBaselines();
}

void CompareView::makeHead(FoldingRow& head)
{
    QHBoxLayout* row = head.row();
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(4);
    m_choice->setObjectName(QStringLiteral("baselineChoice"));
    m_choice->setAccessibleName(tr("Baseline"));
    m_choice->setToolTip(tr("The pinned plan that the present one is compared with"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(14);
    row->addWidget(m_choice, 1);
    for (const char* id : {"compare.pin", "compare.swap", "compare.back", "compare.remove", "compare.copy"}) {
        auto* button = new QToolButton(&head);
        button->setDefaultAction(m_context.commands.action(QLatin1String(id)));
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true);
        row->addWidget(button);
    }
    m_threshold->setObjectName(QStringLiteral("compareThreshold"));
    m_threshold->setAccessibleName(tr("Smallest change listed"));
    m_threshold->setToolTip(tr("Changes smaller than this are not listed"));
    m_threshold->setPrefix(QStringLiteral("≥ "));
    m_threshold->setSuffix(QStringLiteral(" %"));
    m_threshold->setRange(0.0, 100.0);
    m_threshold->setDecimals(1);
    m_threshold->setValue(1.0);
    row->addWidget(m_threshold);
    head.finish();
}

void CompareView::addCommands()
{
    const auto add = [this](const char* id, const QString& text, const QString& help, const QKeySequence& key, void (CompareView::*run)()) {
        m_context.commands.add({.id = QLatin1String(id), .text = text, .shortcut = key, .help = help}, this,
                               [this, run](bool) { (this->*run)(); });
    };
    add("compare.pin", tr("&Pin"), tr("Keeps the present plan as the baseline that later ones are compared with."),
        QKeySequence(Qt::CTRL | Qt::Key_B), &CompareView::pin);
    add("compare.swap", tr("&Swap"), tr("The baseline becomes the present plan, and the present plan the baseline."),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), &CompareView::swap);
    add("compare.back", tr("Back &to baseline"), tr("The baseline becomes the present plan and stays the baseline."), {}, &CompareView::goBack);
    add("compare.remove", tr("&Unpin"), tr("Forgets the chosen baseline."), {}, &CompareView::removeBaseline);
    add("compare.copy", tr("&Copy comparison"), tr("Copies all tables of the comparison as tab-separated text."), {}, &CompareView::copyAll);
}

QString CompareView::summary() const { return m_summary->text(); }

void CompareView::setThreshold(double share) { m_threshold->setValue(100.0 * share); }

void CompareView::pin()
{
    const auto evaluation = m_context.document.evaluation();
    if (evaluation == nullptr || !m_context.document.problems().empty())
        return; // the bar of key figures says why there is none
    if (!m_context.baselines.pin(evaluation))
        m_summary->setText(tr("%1 baselines are pinned already: unpin one first.").arg(Baselines::most));
}

void CompareView::swap()
{
    const auto baseline = m_context.baselines.evaluation();
    const auto now = m_context.document.evaluation();
    if (baseline == nullptr || now == nullptr || !m_context.document.problems().empty())
        return;
    const QString title = m_context.baselines.all()[static_cast<std::size_t>(m_context.baselines.current())].title;
    m_context.baselines.exchange(now);
    m_context.document.edit(tr("Swap with baseline %1").arg(title), baseline->scenario);
}

void CompareView::goBack()
{
    if (const auto baseline = m_context.baselines.evaluation()) {
        const QString title = m_context.baselines.all()[static_cast<std::size_t>(m_context.baselines.current())].title;
        m_context.document.edit(tr("Back to baseline %1").arg(title), baseline->scenario);
    }
}

void CompareView::removeBaseline() { m_context.baselines.remove(m_context.baselines.current()); }

void CompareView::copyAll()
{
    if (m_comparison == nullptr)
        return;
    QString text = summary() + QLatin1Char('\n');
    for (TableTwin* table : {m_inputs, m_outputs, m_reasons})
        text += QLatin1Char('\n') + table->table().title + QLatin1Char('\n') + toTsv(table->table());
    QGuiApplication::clipboard()->setText(text);
}

void CompareView::updateBaselines()
{
    const Baselines& baselines = m_context.baselines;
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (const Baseline& each : baselines.all())
        m_choice->addItem(each.title);
    m_choice->setCurrentIndex(baselines.current());
    const bool any = baselines.current() >= 0;
    m_choice->setEnabled(any);
    m_stack->setCurrentIndex(any ? 1 : 0);
    m_summary->setVisible(any);
    for (const char* id : {"compare.swap", "compare.back", "compare.remove", "compare.copy"})
        m_context.commands.action(QLatin1String(id))->setEnabled(any);
    compareNow();
}

void CompareView::compareNow()
{
    m_before = m_context.baselines.evaluation();
    m_now = m_context.document.evaluation();
    if (m_before == nullptr || m_now == nullptr) {
        m_job.cancel();
        m_comparison.reset();
        return;
    }
    m_job.request([before = m_before, now = m_now](const std::atomic<bool>&, const auto&) {
        return std::make_shared<const Comparison>(compare(*before, *now));
    });
}

void CompareView::take(const std::shared_ptr<const Comparison>& comparison)
{
    m_comparison = comparison;
    m_summary->setText(comparisonSummary(*comparison));
    fill(*m_inputs, inputTable(*comparison));
    fillOutputs();
}

void CompareView::fillOutputs()
{
    if (m_comparison == nullptr)
        return;
    m_shown = shownOutputs(*m_comparison, m_threshold->value() / 100.0);
    fill(*m_outputs, outputTable(m_shown));
    explainRow(m_outputs->currentIndex().row());
}

/// The reasons of a row's figure, or of the first key figure where the row has no derivation.
void CompareView::explainRow(int row)
{
    if (m_comparison == nullptr || m_before == nullptr || m_now == nullptr)
        return;
    std::optional<FigureReasons> figure;
    if (row >= 0 && row < static_cast<int>(m_shown.size())) {
        const std::string& path = m_shown[static_cast<std::size_t>(row)].path;
        figure = reasonsOf(*m_before, outputDerivation(path, *m_before).toStdString(), *m_now, outputDerivation(path, *m_now).toStdString());
    } else if (!m_comparison->reasons.empty()) {
        figure = m_comparison->reasons.front();
    }
    if (!figure) {
        m_why->setText(row < 0 ? tr("Why: no key figure differs") : tr("Why: this figure has no derivation of its own; choose another"));
        m_reasons->setTable({});
        m_reasons->setAccessibleName(m_why->text());
        return;
    }
    const TableData table = reasonTable(*figure);
    m_why->setText(figure->sameFormula ? table.title : tr("%1 (by another formula than the baseline's)").arg(table.title));
    fill(*m_reasons, table);
}

} // namespace shardscape
