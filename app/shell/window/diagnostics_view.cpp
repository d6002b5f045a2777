// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/diagnostics_view.h"

#include "document/document.h"
#include "shell/command_registry.h"
#include "shell/resources.h"
#include "shell/scenario/problem_note.h"
#include "shell/theme_manager.h"
#include "shell/window/fix_words.h"
#include "views/common/elided_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStyledItemDelegate>

#include <algorithm>
#include <numeric>

namespace shardscape {

namespace {

constexpr int problemRole = Qt::UserRole; ///< of a row: index of the problem
constexpr int fixRole = Qt::UserRole + 1; ///< of the row under it: index of the fix

/// Rows as high as their wrapped text: the stock delegate takes one line.
class WrappingDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize plain = QStyledItemDelegate::sizeHint(option, index);
        if (index.parent().isValid())
            return plain;
        const auto* tree = static_cast<const QTreeView*>(parent());
        const int margin = 2 * (tree->style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1);
        const QRect room(0, 0, tree->columnWidth(index.column()) - margin, 10000);
        const QRect text = option.fontMetrics.boundingRect(room, Qt::TextWordWrap, index.data().toString());
        return {plain.width(), std::max(plain.height(), text.height() + margin)};
    }
};

} // namespace

DiagnosticsView::DiagnosticsView(AppContext& context, QWidget* parent)
    : QTreeWidget{parent}, m_context{context}, m_search{[this](const std::vector<Fix>& fixes) { showFixes(fixes); }}
{
    setObjectName(QStringLiteral("diagnosticsView"));
    setAccessibleName(tr("Diagnostics"));
    setHeaderLabels({tr("Severity"), tr("What was found"), tr("What to do"), tr("Where")});
    setRootIsDecorated(false);
    setIndentation(0);
    setAlternatingRowColors(true);
    setWordWrap(true);
    setItemDelegate(new WrappingDelegate(this));
    setFrameShape(QFrame::NoFrame);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(1, QHeaderView::Stretch);
    header()->setSectionResizeMode(2, QHeaderView::Stretch);
    header()->setSectionResizeMode(3, QHeaderView::ResizeToContents);
    // Wrapped rows take their height from the widths of the columns.
    connect(header(), &QHeaderView::sectionResized, this, &DiagnosticsView::scheduleDelayedItemsLayout);
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { activate(*item); });
    connect(&context.document, &Document::evaluationChanged, this, &DiagnosticsView::refresh);
    connect(&context.theme, &ThemeManager::themeChanged, this, &DiagnosticsView::refresh);
    context.commands.add({.id = QStringLiteral("diagnostics.fix"),
                          .text = tr("&Fix the diagnostic"),
                          .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Period),
                          .help = tr("Makes the change that is proposed for the chosen diagnostic, as one step of the history."),
                          .icon = QStringLiteral("ok")},
                         this, [this](bool) { applyCurrent(); });
    refresh();
}

void DiagnosticsView::refresh()
{
    m_shown = m_context.document.problems();
    if (const auto evaluation = m_context.document.evaluation(); m_shown.empty() && evaluation)
        m_shown = evaluation->diagnostics;
    clear();
    std::vector<std::size_t> order(m_shown.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [this](std::size_t a, std::size_t b) { return m_shown[a].severity < m_shown[b].severity; });
    for (const std::size_t problem : order)
        addRow(problem);
    m_fixes.clear();
    searchFixes();
    Q_EMIT summaryChanged();
}

void DiagnosticsView::addRow(std::size_t index)
{
    const Problem& problem = m_shown[index];
    const QColor color = severityColor(problem.severity, m_context.theme.tokens());
    auto* item = new QTreeWidgetItem(this, {severityText(problem.severity), QString::fromStdString(problem.message),
                                            QString::fromStdString(problem.hint), QString::fromStdString(problem.path)});
    item->setData(0, problemRole, QVariant::fromValue(static_cast<qulonglong>(index)));
    item->setIcon(0, tintedIcon(severityIcon(problem.severity), color));
    item->setForeground(0, color);
    for (int column = 1; column < 3; ++column)
        item->setToolTip(column, item->text(column));
}

void DiagnosticsView::searchFixes()
{
    const Document& document = m_context.document;
    const auto evaluation = document.evaluation();
    if (m_shown.empty() || document.isEvaluating())
        return m_search.request(nullptr);
    if (document.problems().empty()) {
        m_basis = evaluation->scenario;
        m_search.request([evaluation](const StopQuestion& stopped) { return fixesOf(*evaluation, stopped); });
        return;
    }
    m_basis = document.scenario();
    m_search.request([&library = document.library(), scenario = *m_basis, problems = m_shown](const StopQuestion& stopped) {
        Result<Inputs> inputs = library.resolve(scenario);
        if (!inputs)
            return std::vector<Fix>{};
        return fixesOf(scenario, std::make_shared<const Inputs>(std::move(*inputs)), problems, stopped);
    });
}

void DiagnosticsView::showFixes(std::vector<Fix> fixes)
{
    m_fixes = std::move(fixes);
    for (std::size_t fix = 0; fix < m_fixes.size(); ++fix)
        addFixRow(fix);
}

QTreeWidgetItem* DiagnosticsView::rowOf(std::size_t problem) const
{
    for (int row = 0; row < topLevelItemCount(); ++row)
        if (topLevelItem(row)->data(0, problemRole).toULongLong() == problem)
            return topLevelItem(row);
    return nullptr;
}

void DiagnosticsView::addFixRow(std::size_t index)
{
    const Fix& fix = m_fixes[index];
    QTreeWidgetItem* problem = rowOf(fix.problem);
    if (!problem)
        return;
    const QString gain = fixGain(fix);
    const QString changes = fixChanges(*m_basis, fix);
    const QString name = tr("Fix: %1").arg(fixName(fix));
    const QString words = gain.isEmpty() ? name : tr("%1 (%2)").arg(name, gain);
    auto* item = new QTreeWidgetItem(problem);
    item->setData(0, fixRole, QVariant::fromValue(static_cast<qulonglong>(index)));
    item->setData(0, Qt::AccessibleTextRole, words);
    item->setToolTip(0, changes);
    item->setFirstColumnSpanned(true);
    auto* button = new QPushButton(words);
    button->setObjectName(QStringLiteral("fix.") + QString::fromStdString(fix.code));
    button->setAccessibleName(words);
    button->setAccessibleDescription(changes);
    button->setToolTip(tr("%1\nCtrl+. does it from the keyboard; Ctrl+Z takes it back.").arg(changes));
    connect(button, &QPushButton::clicked, this, [this, index] { apply(index); });
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(header()->sectionSize(0), 1, 6, 3);
    layout->addWidget(button);
    auto* values = new ElidedLabel(line);
    values->setText(changes);
    layout->addWidget(values, 1);
    connect(this, &QTreeWidget::currentItemChanged, values, [this, item, values](const QTreeWidgetItem* current) {
        QPalette colors = palette();
        if (current == item) // the row's ground is that of the selection
            colors.setColor(QPalette::WindowText, colors.color(QPalette::HighlightedText));
        values->setPalette(colors);
    });
    item->setSizeHint(0, {1, line->sizeHint().height()}); // the widget takes the width there is
    setItemWidget(item, 0, line);
    problem->setExpanded(true);
}

void DiagnosticsView::apply(std::size_t index)
{
    // An edit may have come between; its own fixes follow in a moment.
    if (index >= m_fixes.size() || !m_basis || m_context.document.scenario() != *m_basis)
        return;
    const Fix fix = m_fixes[index];
    m_context.document.edit(tr("Fix: %1").arg(fixName(fix)), fix.scenario);
}

void DiagnosticsView::activate(const QTreeWidgetItem& item)
{
    if (const QVariant fix = item.data(0, fixRole); fix.isValid())
        apply(fix.toULongLong());
    else
        Q_EMIT fieldRequested(item.text(3));
}

void DiagnosticsView::applyCurrent()
{
    const QTreeWidgetItem* current = currentItem();
    if (current && current->childCount() > 0)
        current = current->child(0);
    if (current && current->data(0, fixRole).isValid() && !visibleRegion().isEmpty()) // a dock behind another's tab counts as visible
        return apply(current->data(0, fixRole).toULongLong());
    Q_EMIT showRequested();
    for (int row = 0; row < topLevelItemCount(); ++row) // what would be done is shown before it is done
        if (topLevelItem(row)->childCount() > 0)
            return setCurrentItem(topLevelItem(row)->child(0));
}

int DiagnosticsView::count(Severity severity) const
{
    return static_cast<int>(std::count_if(m_shown.begin(), m_shown.end(), [severity](const Problem& p) { return p.severity == severity; }));
}

QString DiagnosticsView::summary() const
{
    if (m_shown.empty())
        return tr("Nothing to remark");
    QStringList parts;
    if (const int n = count(Severity::Error); n > 0)
        parts << (n == 1 ? tr("1 error") : tr("%1 errors").arg(n));
    if (const int n = count(Severity::Warning); n > 0)
        parts << (n == 1 ? tr("1 warning") : tr("%1 warnings").arg(n));
    if (const int n = count(Severity::Info); n > 0)
        parts << (n == 1 ? tr("1 note") : tr("%1 notes").arg(n));
    return parts.join(tr(", "));
}

} // namespace shardscape
