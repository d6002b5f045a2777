// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/memory_view.h"

#include "document/baselines.h"
#include "document/document.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/focus_lookup.h"
#include "views/common/number_text.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/memory/memory_words.h"
#include "views/memory/relief_finder.h"
#include "views/memory/relief_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

MemoryView::MemoryView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_canvas(new MemoryCanvas),
      m_frame(new PictureFrame(
          m_canvas, [this] { return memoryTable(m_canvas->bars()); }, this)),
      m_rankSwitch(new QToolButton(this)), m_words(new QLabel(this)), m_reliefs(new ReliefList(this)), m_finder(new ReliefFinder(this))
{
    setObjectName(QStringLiteral("memoryView"));
    setAccessibleName(tr("Memory"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_frame, 1);
    layout->addWidget(m_words);
    layout->addWidget(m_reliefs);
    setFocusProxy(m_frame);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(6, 0, 6, 0);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAccessibleName(tr("Peak in words"));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    buildHead();

    connect(m_finder, &ReliefFinder::found, m_reliefs, &ReliefList::setReliefs);
    connect(m_reliefs, &ReliefList::chosen, this, &MemoryView::makeChange);
    connect(&context.document, &Document::evaluationChanged, this, &MemoryView::refresh);
    connect(&context.baselines, &Baselines::changed, this, &MemoryView::refresh);
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

void MemoryView::buildHead()
{
    const auto addSwitch = [this](QToolButton* button, const QString& text, const QString& help) {
        button->setText(text);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setToolTip(help);
        m_frame->head()->addWidget(button);
    };
    addSwitch(m_rankSwitch, tr("Every rank"), tr("One bar for each rank instead of one for each pipeline stage"));
    m_rankSwitch->setObjectName(QStringLiteral("rankSwitch"));
    auto* advice = new QToolButton(this);
    addSwitch(advice, tr("What helps"), tr("Show what would bring the peak down most"));
    advice->setObjectName(QStringLiteral("reliefSwitch"));
    advice->setChecked(true);
    m_frame->head()->addStretch(1);
    connect(m_rankSwitch, &QToolButton::toggled, this, &MemoryView::setShowsRanks);
    connect(advice, &QToolButton::toggled, this, [this](bool on) {
        m_reliefs->setVisible(on);
        lookForRelief();
    });
}

QString MemoryView::words() const { return m_words->text(); }

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
    const auto baseline = m_context.baselines.against(m_context.document.evaluation().get());
    m_canvas->setBaseline(baseline ? memoryBars(*baseline, m_perRank) : MemoryBars{});
    m_frame->refreshTable();
    followFocus();
    lookForRelief();
}

void MemoryView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    lookForRelief();
}

void MemoryView::lookForRelief()
{
    const auto evaluation = m_context.document.evaluation();
    if (evaluation == nullptr || evaluation == m_lookedFor || !m_reliefs->isVisible())
        return;
    m_lookedFor = evaluation;
    m_reliefs->setOutdated();
    m_finder->request(evaluation);
}

void MemoryView::makeChange(int relief)
{
    const MemoryRelief& chosen = m_reliefs->reliefs()[static_cast<std::size_t>(relief)];
    // While another change is being evaluated the list still belongs to the scenario before it.
    if (m_lookedFor != nullptr && m_lookedFor->scenario == m_context.document.scenario())
        m_context.document.edit(reliefName(chosen), chosen.scenario);
}

void MemoryView::sayPeak()
{
    const auto evaluation = m_context.document.evaluation();
    if (evaluation == nullptr || evaluation->memory.byStage.empty())
        return;
    const std::optional<int> stage = stageOfFocus(m_context.focus.current(), *evaluation);
    QString words = peakWords(*evaluation, stage.value_or(evaluation->memory.worstStage));
    if (const auto baseline = m_context.baselines.against(evaluation.get()))
        words += tr(" Outlined, the baseline: %1 (%2).")
                     .arg(memoryText(baseline->memory.peak), changeText(baseline->memory.peak.inBytes(), evaluation->memory.peak.inBytes()));
    m_words->setText(words);
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
    sayPeak();
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
    m_context.focus.explain(memoryFigure(stage, target.part));
}

} // namespace shardscape
