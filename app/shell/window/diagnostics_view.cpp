// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/diagnostics_view.h"

#include "document/document.h"
#include "shell/resources.h"
#include "shell/scenario/problem_note.h"
#include "shell/theme_manager.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <algorithm>

namespace shardscape {

namespace {

/// Rows as high as their wrapped text: the stock delegate takes one line.
class WrappingDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize plain = QStyledItemDelegate::sizeHint(option, index);
        const auto* tree = static_cast<const QTreeView*>(parent());
        const int margin = 2 * (tree->style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1);
        const QRect room(0, 0, tree->columnWidth(index.column()) - margin, 10000);
        const QRect text = option.fontMetrics.boundingRect(room, Qt::TextWordWrap, index.data().toString());
        return {plain.width(), std::max(plain.height(), text.height() + margin)};
    }
};

} // namespace

DiagnosticsView::DiagnosticsView(AppContext& context, QWidget* parent) : QTreeWidget{parent}, m_context{context}
{
    setObjectName(QStringLiteral("diagnosticsView"));
    setAccessibleName(tr("Diagnostics"));
    setHeaderLabels({tr("Severity"), tr("What was found"), tr("What to do"), tr("Where")});
    setRootIsDecorated(false);
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
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { Q_EMIT fieldRequested(item->text(3)); });
    connect(&context.document, &Document::evaluationChanged, this, &DiagnosticsView::refresh);
    connect(&context.theme, &ThemeManager::themeChanged, this, &DiagnosticsView::refresh);
    refresh();
}

void DiagnosticsView::refresh()
{
    m_shown = m_context.document.problems();
    if (const auto evaluation = m_context.document.evaluation(); m_shown.empty() && evaluation)
        m_shown = evaluation->diagnostics;
    std::stable_sort(m_shown.begin(), m_shown.end(), [](const Problem& a, const Problem& b) { return a.severity < b.severity; });
    clear();
    const Tokens& tokens = m_context.theme.tokens();
    for (const Problem& problem : m_shown) {
        auto* item = new QTreeWidgetItem(this, {severityText(problem.severity), QString::fromStdString(problem.message),
                                                QString::fromStdString(problem.hint), QString::fromStdString(problem.path)});
        item->setIcon(0, tintedIcon(severityIcon(problem.severity), severityColor(problem.severity, tokens)));
        item->setForeground(0, severityColor(problem.severity, tokens));
        for (int column = 1; column < 3; ++column)
            item->setToolTip(column, item->text(column));
    }
    Q_EMIT summaryChanged();
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
