// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/diagnostics_view.h"

#include "document/document.h"
#include "shell/resources.h"
#include "shell/scenario/problem_note.h"
#include "shell/theme_manager.h"

#include <QHeaderView>

#include <algorithm>

namespace shardscape {

DiagnosticsView::DiagnosticsView(AppContext& context, QWidget* parent) : QTreeWidget{parent}, m_context{context}
{
    setObjectName(QStringLiteral("diagnosticsView"));
    setAccessibleName(tr("Diagnostics"));
    setHeaderLabels({tr("Severity"), tr("What was found"), tr("What to do"), tr("Where")});
    setRootIsDecorated(false);
    setAlternatingRowColors(true);
    setWordWrap(true);
    setFrameShape(QFrame::NoFrame);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(1, QHeaderView::Stretch);
    header()->setSectionResizeMode(2, QHeaderView::Stretch);
    header()->setSectionResizeMode(3, QHeaderView::ResizeToContents);
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

void DiagnosticsView::resizeEvent(QResizeEvent* event)
{
    QTreeWidget::resizeEvent(event);
    scheduleDelayedItemsLayout(); // wrapped rows take their height from the width
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
