// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_view.h"

#include "document/baselines.h"
#include "document/document.h"
#include "schedule/analysis.h"
#include "shell/command_registry.h"
#include "shell/focus_hub.h"
#include "shell/model_clock.h"
#include "shell/theme_manager.h"
#include "views/common/focus_lookup.h"
#include "views/common/number_text.h"
#include "views/common/picture_export.h"
#include "views/common/picture_frame.h"
#include "views/timeline/clock_bar.h"
#include "views/timeline/comparison_pane.h"
#include "views/timeline/stage_balancer.h"
#include "views/timeline/timeline_canvas.h"
#include "views/timeline/timeline_export.h"
#include "views/timeline/timeline_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

namespace {

constexpr std::size_t mostTableRows = 20'000;

QToolButton* textButton(const QString& text, const QString& help, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(help);
    button->setAutoRaise(true);
    return button;
}

} // namespace

TimelineView::TimelineView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_canvas(new TimelineCanvas(this)), m_comparison(new ComparisonPane(this)),
      m_pictures(new QStackedWidget(this)), m_frame(nullptr), m_clockBar(new ClockBar(context.clock, this)),
      m_balancer(new StageBalancer(context.document, this)),
      m_balance(textButton(tr("Balance"), tr("Spread the layers over the stages so that the step is shortest within memory"), this)),
      m_compare(textButton(tr("Compare"), tr("Stack all schedules of this plan on one axis and measure them against 1f1b"), this)),
      m_critical(textButton(tr("Critical"), tr("Show only the chain of tasks that sets the step time (C)"), this)),
      m_lanes(textButton(tr("Transfers"), tr("Show transfers and the optimizer in lanes below the passes (T)"), this)),
      m_tasks(textButton(tr("Tasks"), tr("The table lists every task instead of every stage"), this)), m_words(new QLabel(this))
{
    m_critical->setCheckable(true);
    m_lanes->setCheckable(true);
    m_lanes->setChecked(m_canvas->showsLanes());
    m_tasks->setCheckable(true);
    m_compare->setCheckable(true);
    m_compare->setAccessibleName(tr("Compare schedules"));
    m_balance->setAccessibleName(tr("Balance stages"));
    m_pictures->addWidget(m_canvas);
    m_pictures->addWidget(m_comparison);
    m_pictures->setFocusProxy(m_canvas);
    setAccessibleName(tr("Pipeline"));
    m_pictures->setAccessibleName(tr("Pipeline"));
    m_frame = new PictureFrame(
        m_pictures, [this] { return tableNow(); }, this);
    m_frame->setPaint([this](QPainter& painter) {
        if (m_compare->isChecked() && m_comparison->canvas().comparison() != nullptr)
            m_comparison->canvas().paintPicture(painter);
        else
            m_canvas->paintPicture(painter, QRectF(QPointF(0.0, 0.0), QSizeF(m_canvas->size())));
    });
    m_words->setMargin(4);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    // Room for two lines at all times, so that the pictures above do not jump while the text follows the pointer.
    // Measured on a text of the language: letters of another script may stand taller than the font itself.
    const QString sample = tr("Pipeline in words");
    const int line = std::max(m_words->fontMetrics().lineSpacing(), QLabel(sample, m_words).sizeHint().height());
    m_words->setFixedHeight(2 * line + 2 * m_words->margin());
    buildHead();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_frame, 1);
    column->addWidget(m_words);
    setFocusProxy(m_frame);
    connectCanvas();
    connectComparison();
    connectBalancer();
    addCommands();
    connect(&m_context.document, &Document::evaluationChanged, this, &TimelineView::showEvaluation);
    connect(&m_context.baselines, &Baselines::changed, this, &TimelineView::showEvaluation);
    connect(&m_context.focus, &FocusHub::changed, this, &TimelineView::showFocus);
    connect(&m_context.theme, &ThemeManager::themeChanged, this, &TimelineView::showTheme);
    connect(&m_context.clock, &ModelClock::positionChanged, m_canvas, &TimelineCanvas::setClock);
    showTheme();
    showEvaluation();
}

void TimelineView::buildHead()
{
    QHBoxLayout* head = m_frame->head();
    auto* fit = textButton(tr("Fit"), tr("Show the whole step (F, or double click)"), this);
    auto* in = textButton(QStringLiteral("+"), tr("Zoom in (W, or the wheel)"), this);
    auto* out = textButton(QStringLiteral("−"), tr("Zoom out (S, or the wheel)"), this);
    in->setAccessibleName(tr("Zoom in"));
    out->setAccessibleName(tr("Zoom out"));
    head->addWidget(m_clockBar);
    head->addSpacing(8);
    for (QToolButton* button : {out, in, fit, m_critical, m_lanes, m_compare, m_balance})
        head->addWidget(button);
    head->addStretch(1);
    head->addWidget(m_tasks);
    connect(fit, &QToolButton::clicked, m_canvas, &TimelineCanvas::fit);
    connect(fit, &QToolButton::clicked, &m_comparison->canvas(), &ComparisonCanvas::fit);
    connect(in, &QToolButton::clicked, m_canvas, &TimelineCanvas::zoomIn);
    connect(in, &QToolButton::clicked, &m_comparison->canvas(), &ComparisonCanvas::zoomIn);
    connect(out, &QToolButton::clicked, m_canvas, &TimelineCanvas::zoomOut);
    connect(out, &QToolButton::clicked, &m_comparison->canvas(), &ComparisonCanvas::zoomOut);
    connect(m_critical, &QToolButton::toggled, m_canvas, &TimelineCanvas::setShowsCriticalPath);
    connect(m_lanes, &QToolButton::toggled, m_canvas, &TimelineCanvas::setShowsLanes);
    connect(m_canvas, &TimelineCanvas::lanesChanged, m_lanes, &QToolButton::setChecked);
    connect(m_canvas, &TimelineCanvas::lanesChanged, this, [this] { m_context.clock.setDuration(m_canvas->geometryNow().duration); });
    connect(m_tasks, &QToolButton::toggled, m_frame, &PictureFrame::refreshTable);
}

void TimelineView::connectCanvas()
{
    ModelClock& clock = m_context.clock;
    connect(m_canvas, &TimelineCanvas::scrubbed, &clock, &ModelClock::setPosition);
    connect(m_canvas, &TimelineCanvas::playToggled, &clock, &ModelClock::toggle);
    connect(m_canvas, &TimelineCanvas::loopToggled, this, [&clock] { clock.setLoops(!clock.loops()); });
    connect(m_canvas, &TimelineCanvas::speedChanged, m_clockBar, &ClockBar::changeSpeed);
    connect(m_canvas, &TimelineCanvas::criticalPathChanged, m_critical, &QToolButton::setChecked);
    connect(m_clockBar, &ClockBar::stepRequested, this,
            [this, &clock](int direction) { clock.setPosition(m_canvas->eventFrom(clock.position(), direction)); });
    connect(m_canvas, &TimelineCanvas::taskHovered, this, [this](qint64 task) {
        m_context.focus.hover(task < 0 ? Focus{} : Focus{Focus::Kind::Task, task});
    });
    connect(m_canvas, &TimelineCanvas::taskChosen, this, [this](qint64 task) {
        m_context.focus.pin(task < 0 ? Focus{} : Focus{Focus::Kind::Task, task});
    });
    connect(m_canvas, &TimelineCanvas::described, this,
            [this](const QString& text) { m_words->setText(text.isEmpty() ? m_summary : text); });
}

void TimelineView::connectComparison()
{
    ComparisonCanvas& picture = m_comparison->canvas();
    connect(m_compare, &QToolButton::toggled, this, &TimelineView::followComparisonSwitch);
    connect(m_comparison, &ComparisonPane::changed, m_frame, &PictureFrame::refreshTable);
    connect(&picture, &ComparisonCanvas::described, this,
            [this](const QString& text) { m_words->setText(text.isEmpty() ? m_summary : text); });
    ModelClock& clock = m_context.clock;
    connect(&clock, &ModelClock::positionChanged, &picture, &ComparisonCanvas::setClock);
    connect(&picture, &ComparisonCanvas::scrubbed, &clock, &ModelClock::setPosition);
    connect(&picture, &ComparisonCanvas::playToggled, &clock, &ModelClock::toggle);
    connect(&picture, &ComparisonCanvas::loopToggled, this, [&clock] { clock.setLoops(!clock.loops()); });
    connect(&picture, &ComparisonCanvas::speedChanged, m_clockBar, &ClockBar::changeSpeed);
}

void TimelineView::connectBalancer()
{
    connect(m_balance, &QToolButton::clicked, m_balancer, &StageBalancer::balance);
    connect(m_balancer, &StageBalancer::busyChanged, m_balance, &QToolButton::setDisabled);
    connect(m_balancer, &StageBalancer::said, this, [this](const QString& text) {
        m_said = text + QLatin1Char(' ');
        showSummary();
    });
    // The balancer speaks after its own change, so that its sentence stays until the next one.
    connect(&m_context.document, &Document::scenarioChanged, this, [this] { m_said.clear(); });
}

void TimelineView::addCommands()
{
    const auto key = [](Qt::Key letter) { return QKeySequence(Qt::CTRL | Qt::ALT | letter); };
    const auto addSwitch = [&](const char* id, const QString& text, Qt::Key letter, QToolButton* button) {
        QAction* action = m_context.commands.add({.id = QLatin1String(id), .text = text, .shortcut = key(letter), .help = button->toolTip(),
                                                  .checkable = true},
                                                 this, [button](bool on) { button->setChecked(on); });
        action->setChecked(button->isChecked());
        connect(button, &QToolButton::toggled, action, &QAction::setChecked);
    };
    addSwitch("timeline.compare", tr("&Compare schedules"), Qt::Key_C, m_compare);
    addSwitch("timeline.critical", tr("Critical &path"), Qt::Key_P, m_critical);
    addSwitch("timeline.lanes", tr("&Transfers and optimizer"), Qt::Key_T, m_lanes);
    addSwitch("timeline.tasks", tr("Table of &tasks"), Qt::Key_L, m_tasks);
    m_context.commands.add({.id = QStringLiteral("timeline.balance"), .text = tr("&Balance stages"), .shortcut = key(Qt::Key_B),
                            .help = m_balance->toolTip()},
                           this, [this](bool) { m_balancer->balance(); });
}

QString TimelineView::words() const { return m_words->text(); }

bool TimelineView::showsComparison() const { return m_compare->isChecked(); }

void TimelineView::setShowsComparison(bool on) { m_compare->setChecked(on); }

void TimelineView::followComparisonSwitch(bool on)
{
    QWidget* shown = on ? static_cast<QWidget*>(m_comparison) : m_canvas;
    m_pictures->setCurrentWidget(shown);
    m_pictures->setFocusProxy(shown);
    m_critical->setEnabled(!on);
    m_lanes->setEnabled(!on);
    m_tasks->setEnabled(!on);
    m_comparison->setInUse(on);
    m_frame->refreshTable();
}

TableData TimelineView::tableNow() const
{
    if (m_compare->isChecked())
        return m_comparison->table();
    const auto& timeline = m_canvas->content().timeline;
    if (timeline == nullptr)
        return {};
    return m_tasks->isChecked() ? taskTable(*timeline, mostTableRows) : stageTable(*timeline);
}

void TimelineView::showEvaluation()
{
    const std::shared_ptr<const Evaluation> evaluation = m_context.document.evaluation();
    TimelineContent content;
    if (evaluation != nullptr) {
        content.timeline = evaluation->timeline;
        content.memory = evaluation->memory.byStage;
        content.capacity = evaluation->memory.capacity;
        content.capacityByStage = evaluation->memory.capacityByStage;
        content.worstStage = evaluation->memory.worstStage;
        content.lanes = evaluation->lanes;
        if (const auto baseline = m_context.baselines.against(evaluation.get()))
            content.baseline = baseline->timeline;
    }
    m_canvas->setContent(std::move(content));
    const auto& timeline = m_canvas->content().timeline;
    m_context.clock.setDuration(timeline == nullptr || timeline->size() == 0 ? 0.0 : m_canvas->geometryNow().duration);
    m_canvas->setClock(m_context.clock.position());
    m_comparison->setEvaluation(evaluation);
    m_frame->refreshTable();
    showSummary();
    showFocus();
}

void TimelineView::showFocus()
{
    const std::shared_ptr<const Evaluation> evaluation = m_context.document.evaluation();
    const Focus focus = m_context.focus.current();
    if (focus.kind == Focus::Kind::Task) {
        m_canvas->setMarks(focus.id, -1);
        return;
    }
    const std::optional<int> stage = evaluation != nullptr ? stageOfFocus(focus, *evaluation) : std::nullopt;
    m_canvas->setMarks(-1, stage.value_or(-1));
}

void TimelineView::showTheme()
{
    m_canvas->setTokens(m_context.theme.tokens());
    m_comparison->canvas().setTokens(m_context.theme.tokens());
    m_clockBar->setInk(m_context.theme.tokens().text);
}

void TimelineView::showSummary()
{
    const auto& timeline = m_canvas->content().timeline;
    m_summary.clear();
    if (timeline != nullptr && timeline->size() > 0) {
        const TimelineSummary summary = summarize(*timeline);
        const auto causes = bubbleByCause(*timeline);
        m_summary = tr("Makespan with a barrier %1, longest stage's span %2, idle %3")
                        .arg(timeText(Seconds::fromSeconds(summary.makespan)), timeText(Seconds::fromSeconds(summary.stageSpan)),
                             percentText(summary.bubbleFraction));
        const double all = summary.makespan * timeline->stages;
        for (const auto& [cause, name] : EnumNames<IdleCause>::table)
            if (causes[static_cast<std::size_t>(cause)] > 1e-9 * all)
                m_summary +=
                    QStringLiteral("; %1 %2").arg(idleCauseInSum(cause), percentText(causes[static_cast<std::size_t>(cause)] / all));
        for (const Problem& note : timeline->notes)
            m_summary += QStringLiteral(" — ") + QString::fromStdString(note.message);
    }
    m_summary.prepend(m_said);
    m_words->setText(m_summary);
    m_words->setToolTip(m_summary); // a narrow window cuts the line
    m_words->setAccessibleName(tr("Pipeline in words"));
}

} // namespace shardscape
