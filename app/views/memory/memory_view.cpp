// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/memory_view.h"

#include "document/document.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/focus_lookup.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

MemoryView::MemoryView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_canvas(new MemoryCanvas),
      m_frame(new PictureFrame(m_canvas, [this] { return memoryTable(m_canvas->bars()); }, this)), m_rankSwitch(new QToolButton(this))
{
    setObjectName(QStringLiteral("memoryView"));
    setAccessibleName(tr("Memory"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    setFocusProxy(m_frame);

    m_rankSwitch->setText(tr("Every rank"));
    m_rankSwitch->setCheckable(true);
    m_rankSwitch->setAutoRaise(true);
    m_rankSwitch->setObjectName(QStringLiteral("rankSwitch"));
    m_rankSwitch->setToolTip(tr("One bar for each rank instead of one for each pipeline stage"));
    m_frame->head()->addWidget(m_rankSwitch);
    m_frame->head()->addStretch(1);

    connect(m_rankSwitch, &QToolButton::toggled, this, &MemoryView::setShowsRanks);
    connect(&context.document, &Document::evaluationChanged, this, &MemoryView::refresh);
    connect(&context.focus, &FocusHub::changed, this, &MemoryView::followFocus);
    connect(&context.theme, &ThemeManager::themeChanged, this, [this] { m_canvas->setTokens(m_context.theme.tokens()); });
    connect(m_canvas, &MemoryCanvas::hovered, this, [this](const MemoryTarget& target) {
        m_context.focus.hover(target.bar < 0 ? Focus{} : memoryFocus(m_canvas->bars().stageOf(target.bar), target.part));
    });
    connect(m_canvas, &MemoryCanvas::chosen, this, &MemoryView::choose);
    connect(&m_frame->table(), &TableTwin::rowActivated, this, [this](int row) { choose({row, std::nullopt}); });

    m_canvas->setTokens(context.theme.tokens());
    refresh();
}

void MemoryView::setShowsRanks(bool on)
{
    if (on == m_perRank)
        return;
    m_perRank = on;
    m_rankSwitch->setChecked(on);
    refresh();
}

void MemoryView::refresh()
{
    // Without a new evaluation the old picture stays; the shell says why.
    if (const auto evaluation = m_context.document.evaluation())
        m_canvas->setBars(memoryBars(*evaluation, m_perRank));
    m_frame->refreshTable();
    followFocus();
}

void MemoryView::followFocus()
{
    const auto evaluation = m_context.document.evaluation();
    if (evaluation == nullptr)
        return;
    const Focus focus = m_context.focus.current();
    std::optional<MemoryPart> part;
    if (focus.kind == Focus::Kind::MemoryPart)
        part = static_cast<MemoryPart>(focus.id % static_cast<qint64>(memoryPartCount));
    m_canvas->setHighlight(stageOfFocus(focus, *evaluation), part);
}

void MemoryView::choose(const MemoryTarget& target)
{
    if (target.bar < 0 || target.bar >= m_canvas->bars().count()) {
        m_context.focus.pin({});
        return;
    }
    const int stage = m_canvas->bars().stageOf(target.bar);
    const Focus focus = memoryFocus(stage, target.part);
    if (m_context.focus.pinned() != focus)
        m_context.focus.pin(focus);
    const QString part = target.part ? QString::fromUtf8(toText(*target.part)) : QStringLiteral("total");
    m_context.focus.explain(QStringLiteral("memory/stage/%1/%2").arg(stage).arg(part));
}

} // namespace shardscape
