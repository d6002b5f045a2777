// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/advice/advice_view.h"

#include "document/document.h"
#include "evaluate/evaluate.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/number_text.h"
#include "views/search/search_words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int hintRole = Qt::UserRole + 1;

/// Rows as high as their wrapped text, which starts further right the deeper a row lies and reaches over all columns where it spans them.
class WrappingRows : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize plain = QStyledItemDelegate::sizeHint(option, index);
        const auto* tree = static_cast<const QTreeView*>(parent());
        int width = tree->isFirstColumnSpanned(index.row(), index.parent()) ? tree->viewport()->width() : tree->columnWidth(index.column());
        for (QModelIndex at = index; at.isValid() && index.column() == 0; at = at.parent())
            width -= tree->indentation();
        const int margin = 2 * (tree->style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1);
        const QRect text = option.fontMetrics.boundingRect(QRect(0, 0, width - margin, 10000), Qt::TextWordWrap, index.data().toString());
        return {plain.width(), std::max(plain.height(), text.height() + margin)};
    }
};

EvaluateFunction previewEvaluation(const PresetLibrary& library)
{
    return [&library](const Scenario& scenario) -> Result<Evaluation> {
        Result<Inputs> inputs = library.resolve(scenario);
        if (!inputs)
            return failure(inputs.error());
        return evaluate(scenario, std::make_shared<const Inputs>(std::move(*inputs)), {.timeline = false, .derivations = false});
    };
}

QString goalName(AdviceGoal goal)
{
    switch (goal) {
    case AdviceGoal::Fit: return AdviceView::tr("Plans that fit");
    case AdviceGoal::Nearer: return AdviceView::tr("No plan next to this one fits; these lack less");
    case AdviceGoal::Speed: return AdviceView::tr("Faster");
    case AdviceGoal::Memory: return AdviceView::tr("Less memory, as fast");
    case AdviceGoal::FirstToken: return AdviceView::tr("Sooner first token");
    }
    return {};
}

QString verdictName(RuleVerdict verdict)
{
    switch (verdict) {
    case RuleVerdict::Holds: return AdviceView::tr("holds here");
    case RuleVerdict::Fails: return AdviceView::tr("fails here");
    case RuleVerdict::NotHere: return AdviceView::tr("says nothing here");
    }
    return {};
}

QString memoryChange(Bytes before, Bytes after)
{
    const QString amount = memoryText(after < before ? before - after : after - before);
    return after < before ? AdviceView::tr("−%1").arg(amount) : AdviceView::tr("+%1").arg(amount);
}

QString timeChange(Seconds before, Seconds after)
{
    return QStringLiteral("%1 (%2)").arg(timeText(after), changeText(before.inSeconds(), after.inSeconds()));
}

} // namespace

AdviceView::AdviceView(AppContext& context, QWidget* parent)
    : QTreeWidget(parent), m_context(context), m_previewer(previewEvaluation(context.document.library()))
{
    setObjectName(QStringLiteral("adviceView"));
    setAccessibleName(tr("Advice"));
    setAlternatingRowColors(true);
    setMouseTracking(true);
    setWordWrap(true);
    setIndentation(14);
    setItemDelegate(new WrappingRows(this));
    setFrameShape(QFrame::NoFrame);
    setColumnCount(4);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int column : {1, 2, 3})
        header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    connect(header(), &QHeaderView::sectionResized, this, &AdviceView::scheduleDelayedItemsLayout);
    connect(&m_finder, &AdviceFinder::found, this, &AdviceView::fill);
    connect(&context.document, &Document::evaluationChanged, this, &AdviceView::follow);
    connect(&context.theme, &ThemeManager::themeChanged, this, [this] {
        if (m_report)
            fill(m_report, QString());
    });
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const auto hint = hintOf(item))
            apply(*hint);
    });
    connect(this, &QTreeWidget::itemEntered, this, &AdviceView::preview);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (hasFocus())
            preview(item);
    });
    connect(&m_previewer, &BackgroundEvaluator::finished, this, [this](const EvaluationOutcome& outcome, bool isNewest) {
        if (isNewest && m_previewing)
            m_context.focus.setPreview(outcome ? *outcome : nullptr);
    });
    say(tr("Advice appears here."));
}

void AdviceView::showEvent(QShowEvent* event)
{
    QTreeWidget::showEvent(event);
    follow();
}

void AdviceView::hideEvent(QHideEvent* event)
{
    QTreeWidget::hideEvent(event);
    preview(nullptr);
    if (!m_report) {
        m_finder.stop();
        m_basis.reset();
    }
}

void AdviceView::leaveEvent(QEvent* event)
{
    QTreeWidget::leaveEvent(event);
    preview(nullptr);
}

void AdviceView::focusOutEvent(QFocusEvent* event)
{
    QTreeWidget::focusOutEvent(event);
    preview(nullptr);
}

void AdviceView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(asText());
    else if (event->key() == Qt::Key_Escape && m_previewing)
        preview(nullptr);
    else
        QTreeWidget::keyPressEvent(event);
}

void AdviceView::follow()
{
    if (!isVisible())
        return;
    const auto evaluation = m_context.document.evaluation();
    if (!m_context.document.problems().empty() || evaluation == nullptr) {
        m_finder.stop();
        m_report.reset();
        m_basis.reset();
        return say(tr("This plan is not possible; the diagnostics say why. There is advice once it is."));
    }
    if (m_basis == evaluation->scenario)
        return;
    m_basis = evaluation->scenario;
    m_report.reset();
    preview(nullptr);
    say(tr("Trying the plans next to this one…"));
    m_finder.request(evaluation->scenario, evaluation->inputs);
}

void AdviceView::say(const QString& sentence)
{
    clear();
    setHeaderLabels({tr("What to change"), QString(), QString(), QString()});
    (new QTreeWidgetItem(this, {sentence}))->setFirstColumnSpanned(true);
}

void AdviceView::fill(const std::shared_ptr<const AdviceReport>& report, const QString& sentence)
{
    if (!report)
        return say(sentence);
    m_report = report;
    clear();
    const bool training = m_basis && m_basis->workload.training() != nullptr;
    if (training)
        setHeaderLabels({tr("What to change"), tr("Step time"), tr("Memory"), tr("Tokens/s per GPU")});
    else
        setHeaderLabels({tr("What to change"), tr("Time per token"), tr("Memory"), tr("First token")});
    addHints();
    addRules();
    expandAll();
}

void AdviceView::addHints()
{
    QTreeWidgetItem* group = nullptr;
    for (std::size_t i = 0; i < m_report->hints.size(); ++i) {
        const Advice& hint = m_report->hints[i];
        if (group == nullptr || m_report->hints[i - 1].goal != hint.goal) {
            group = new QTreeWidgetItem(this, {goalName(hint.goal)});
            group->setFirstColumnSpanned(true);
        }
        const PlanFigures& own = m_report->own;
        const PlanFigures& other = hint.figures;
        const bool training = own.step > Seconds{};
        auto* item = new QTreeWidgetItem(
            group, {changeWords(hint.changes), training ? timeChange(own.step, other.step) : timeChange(own.tpot, other.tpot),
                    memoryChange(own.peak, other.peak),
                    training ? QStringLiteral("%1 (%2)").arg(countText(other.tokensPerSecondPerGpu), changeText(own.tokensPerSecondPerGpu, other.tokensPerSecondPerGpu))
                             : timeChange(own.ttft, other.ttft)});
        item->setData(0, hintRole, static_cast<int>(i));
        item->setToolTip(0, tr("%1. Enter or a double click makes this change.").arg(item->text(0)));
        item->setData(0, Qt::AccessibleTextRole, QStringLiteral("%1; %2; %3; %4").arg(item->text(0), item->text(1), item->text(2), item->text(3)));
        for (const int column : {1, 2, 3})
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    if (m_report->hints.empty())
        (new QTreeWidgetItem(this, {tr("None of the %1 plans next to this one is better. The search looks further.").arg(m_report->tried)}))
            ->setFirstColumnSpanned(true);
}

void AdviceView::addRules()
{
    auto* group = new QTreeWidgetItem(this, {tr("Rules of thumb, tried on this case")});
    group->setFirstColumnSpanned(true);
    for (const RuleCheck& rule : m_report->rules) {
        auto* item = new QTreeWidgetItem(group, {tr("%1: %2").arg(verdictName(rule.verdict), QString::fromStdString(rule.rule))});
        item->setFirstColumnSpanned(true);
        for (const QString& line : {QString::fromStdString(rule.finding), tr("It misleads where %1.").arg(QString::fromStdString(rule.failsWhere))}) {
            auto* row = new QTreeWidgetItem(item, {line});
            row->setFirstColumnSpanned(true);
            row->setToolTip(0, line);
        }
    }
}

std::optional<std::size_t> AdviceView::hintOf(const QTreeWidgetItem* item) const
{
    const QVariant index = item != nullptr ? item->data(0, hintRole) : QVariant();
    return m_report && index.isValid() ? std::optional{static_cast<std::size_t>(index.toInt())} : std::nullopt;
}

void AdviceView::preview(const QTreeWidgetItem* item)
{
    const auto hint = hintOf(item);
    const bool before = m_previewing;
    m_previewing = hint.has_value();
    if (hint)
        m_previewer.request(m_report->hints[*hint].scenario);
    else if (before)
        m_context.focus.setPreview(nullptr);
}

void AdviceView::apply(std::size_t hint)
{
    // While another change is being evaluated the list still belongs to the scenario before it.
    if (!m_report || hint >= m_report->hints.size() || !m_basis || *m_basis != m_context.document.scenario())
        return;
    const Advice chosen = m_report->hints[hint];
    preview(nullptr);
    m_context.document.edit(changeWords(chosen.changes), chosen.scenario);
}

QString AdviceView::asText() const
{
    QStringList lines;
    const auto collect = [&](const QTreeWidgetItem* item, const auto& self) -> void {
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            if (!item->text(column).isEmpty())
                cells << item->text(column);
        lines << cells.join(QLatin1Char('\t'));
        for (int i = 0; i < item->childCount(); ++i)
            self(item->child(i), self);
    };
    for (int i = 0; i < topLevelItemCount(); ++i)
        collect(topLevelItem(i), collect);
    return lines.join(QLatin1Char('\n'));
}

} // namespace shardscape
