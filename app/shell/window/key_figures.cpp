// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/key_figures.h"

#include "document/document.h"
#include "evaluate/bands.h"
#include "shell/focus_hub.h"
#include "shell/resources.h"
#include "shell/text_color.h"
#include "shell/theme_manager.h"
#include "shell/translate.h"
#include "shell/window/figure_button.h"
#include "shell/window/figure_delta.h"
#include "views/common/folding_row.h"
#include "views/common/number_text.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>

#include <functional>

namespace shardscape {

namespace {

/// The figures of one evaluation, each with the range of its band and the mark of a calibration.
class FigureList {
    Q_DECLARE_TR_FUNCTIONS(shardscape::FigureList)
public:
    FigureList(const Evaluation& evaluation, const QLocale& locale)
        : m_bands{figureBands(evaluation)},
          m_calibrated{evaluation.scenario.calibration && evaluation.scenario.calibration->factors}, m_locale{locale}
    {
    }

    /// \param key of the figure's band in the evaluation JSON
    void add(KeyFigure figure, const char* key, const std::function<QString(double)>& format)
    {
        if (const FigureBand* band = findBand(m_bands, key)) {
            figure.range = rangeText(format(band->low), format(band->high));
            figure.help += tr(" Eight of ten measurements lie between %1 and %2 (%3).")
                               .arg(format(band->low), format(band->high), QString::fromStdString(band->band->basis));
        }
        add(std::move(figure));
    }
    void add(KeyFigure figure)
    {
        if (m_calibrated) {
            figure.caption = tr("%1, calibrated").arg(figure.caption);
            figure.help += tr(" Calibrated with measurements of your own.");
        }
        m_figures.push_back(std::move(figure));
    }
    void addPlain(KeyFigure figure) { m_figures.push_back(std::move(figure)); }

    [[nodiscard]] const QLocale& locale() const { return m_locale; }
    [[nodiscard]] std::vector<KeyFigure> take() { return std::move(m_figures); }

private:
    std::vector<FigureBand> m_bands;
    bool m_calibrated;
    QLocale m_locale;
    std::vector<KeyFigure> m_figures;
};

QString asTime(double seconds, const QLocale& locale) { return timeText(Seconds::fromSeconds(seconds), locale); }

void addMemory(FigureList& figures, const MemoryReport& memory)
{
    const QLocale& locale = figures.locale();
    const Bytes room = memory.capacity - memory.peak;
    const double share = memory.capacity > Bytes{} ? std::abs(room / memory.capacity) : 0.0;
    KeyFigure figure{
        .key = QStringLiteral("memory"),
        .caption = {},
        .value = memoryText(room < Bytes{} ? Bytes{} - room : room, locale) + QStringLiteral(" · ") + percentText(share, locale),
        .help =
            tr("The fullest rank needs %1 of the %2 of its GPU.").arg(memoryText(memory.peak, locale), memoryText(memory.capacity, locale)),
        .derivation = QStringLiteral("memory/stage/%1/total").arg(memory.worstStage),
        .verdict = memory.verdict,
        .number = room.inBytes(),
        .measure = FigureMeasure::Memory,
        .whole = memory.capacity.inBytes()};
    switch (memory.verdict) {
    case FitVerdict::Fits: figure.caption = tr("Fits, free"); break;
    case FitVerdict::Tight: figure.caption = tr("Tight, free"); break;
    case FitVerdict::DoesNotFit: figure.caption = tr("Does not fit, missing"); break;
    }
    if (memory.band.rows > 0) {
        const Bytes low = memory.peak * memory.band.low;
        const Bytes high = memory.peak * memory.band.high;
        const bool missing = memory.verdict == FitVerdict::DoesNotFit;
        figure.range = missing ? rangeText(memoryText(low - memory.capacity, locale), memoryText(high - memory.capacity, locale))
                               : rangeText(memoryText(memory.capacity - high, locale), memoryText(memory.capacity - low, locale));
        figure.help += tr(" Eight of ten measurements lie between %1 and %2 (%3).")
                           .arg(memoryText(low, locale), memoryText(high, locale), QString::fromStdString(memory.band.basis));
    }
    figures.add(std::move(figure));
}

void addTraining(FigureList& figures, const TrainingReport& training)
{
    const QLocale& locale = figures.locale();
    figures.add({.key = QStringLiteral("step"),
                 .caption = tr("Step time"),
                 .value = timeText(training.step, locale),
                 .help = tr("Time of one training step over the whole global batch, data loading excluded."),
                 .derivation = QStringLiteral("training/step"),
                 .number = training.step.inSeconds(),
                 .moreIsBetter = false},
                "training.step_seconds", [&locale](double v) { return asTime(v, locale); });
    figures.add({.key = QStringLiteral("tokens_per_gpu"),
                 .caption = tr("Tokens/s per GPU"),
                 .value = countText(training.tokensPerSecondPerGpu, locale),
                 .help = tr("Training tokens each GPU gets through in a second."),
                 .derivation = QStringLiteral("training/tokens_per_second_per_gpu"),
                 .number = training.tokensPerSecondPerGpu});
    figures.add({.key = QStringLiteral("mfu"),
                 .caption = tr("MFU"),
                 .value = percentText(training.mfu, locale),
                 .help = tr("Model FLOPs utilization: the model's own arithmetic against the dense bf16 peak, without recomputation."),
                 .derivation = QStringLiteral("training/mfu"),
                 .number = training.mfu,
                 .measure = FigureMeasure::Share});
    if (!training.budget)
        return;
    const auto days = [&locale](double seconds) { return tr("%1 days").arg(threeDigits(seconds / 86'400.0, locale)); };
    figures.add({.key = QStringLiteral("budget"),
                 .caption = tr("Token budget"),
                 .value = days(training.budget->time.inSeconds()),
                 .help = tr("Time for the workload's token budget, without data loading, checkpoints and restarts."),
                 .derivation = QStringLiteral("training/budget/days"),
                 .number = training.budget->time.inSeconds(),
                 .moreIsBetter = false},
                "training.budget.seconds", days);
    if (training.budget->usd) {
        const auto dollars = [&locale](double usd) { return tr("$%1").arg(countText(usd, locale)); };
        figures.add({.key = QStringLiteral("cost"),
                     .caption = tr("Cost"),
                     .value = dollars(*training.budget->usd),
                     .help = tr("Rent of the GPUs for the token budget."),
                     .derivation = QStringLiteral("training/budget/usd"),
                     .number = *training.budget->usd,
                     .moreIsBetter = false},
                    "training.budget.usd", dollars);
    }
}

void addInference(FigureList& figures, const InferenceReport& inference)
{
    const QLocale& locale = figures.locale();
    const auto time = [&locale](double v) { return asTime(v, locale); };
    figures.add({.key = QStringLiteral("ttft"),
                 .caption = tr("First token"),
                 .value = timeText(inference.ttft, locale),
                 .help = tr("TTFT: time from the request to its first token."),
                 .derivation = QStringLiteral("inference/ttft"),
                 .number = inference.ttft.inSeconds(),
                 .moreIsBetter = false},
                "inference.ttft_seconds", time);
    figures.add({.key = QStringLiteral("tpot"),
                 .caption = tr("Per token"),
                 .value = timeText(inference.tpot, locale),
                 .help = tr("TPOT: time between two tokens of a request."),
                 .derivation = QStringLiteral("inference/tpot"),
                 .number = inference.tpot.inSeconds(),
                 .moreIsBetter = false},
                "inference.tpot_seconds", time);
    figures.add({.key = QStringLiteral("throughput"),
                 .caption = tr("Tokens/s"),
                 .value = countText(inference.outputTokensPerSecond, locale),
                 .help = tr("Tokens generated in a second over all replicas and requests."),
                 .derivation = QStringLiteral("inference/throughput"),
                 .number = inference.outputTokensPerSecond});
    if (inference.usdPerMillionTokens)
        figures.add({.key = QStringLiteral("usd_per_million"),
                     .caption = tr("Per million tokens"),
                     .value = tr("$%1").arg(threeDigits(*inference.usdPerMillionTokens, locale)),
                     .help = tr("Rent of the GPUs for a million output tokens, always at this concurrency."),
                     .derivation = QStringLiteral("inference/usd_per_million_tokens"),
                     .number = *inference.usdPerMillionTokens,
                     .moreIsBetter = false});
    figures.addPlain({.key = QStringLiteral("max_concurrency"),
                      .caption = tr("Requests at most"),
                      .value = countText(inference.maxConcurrency, locale),
                      .help = tr("Requests whose KV cache fits at the same time, over all replicas."),
                      .derivation = QStringLiteral("memory/kv/max_concurrency"),
                      .number = inference.maxConcurrency});
}

QString iconOf(FitVerdict verdict)
{
    switch (verdict) {
    case FitVerdict::Fits: return QStringLiteral("ok");
    case FitVerdict::Tight: return QStringLiteral("warning");
    case FitVerdict::DoesNotFit: return QStringLiteral("error");
    }
    return {};
}

QColor colorOf(FitVerdict verdict, const Tokens& tokens)
{
    switch (verdict) {
    case FitVerdict::Fits: return tokens.good;
    case FitVerdict::Tight: return tokens.warning;
    case FitVerdict::DoesNotFit: return tokens.bad;
    }
    return tokens.text;
}

} // namespace

std::vector<KeyFigure> keyFigures(const Evaluation& evaluation, const QLocale& locale)
{
    FigureList list{evaluation, locale};
    addMemory(list, evaluation.memory);
    if (evaluation.training)
        addTraining(list, *evaluation.training);
    if (evaluation.inference)
        addInference(list, *evaluation.inference);
    std::vector<KeyFigure> figures = list.take();
    figures.push_back({.key = QStringLiteral("bubble"),
                       .caption = tr("Bubble"),
                       .value = percentText(evaluation.pipeline.bubbleFraction, locale),
                       .help = tr("Share of GPU time in which pipeline stages wait."),
                       .derivation = QStringLiteral("pipeline/bubble"),
                       .number = evaluation.pipeline.bubbleFraction,
                       .measure = FigureMeasure::Share,
                       .moreIsBetter = false});
    if (!evaluation.busiestLinks.empty() && evaluation.fabric) {
        const BusyLink& busiest = evaluation.busiestLinks.front();
        const Link& link = evaluation.fabric->links()[static_cast<std::size_t>(busiest.link)];
        figures.push_back({.key = QStringLiteral("busiest_link"),
                           .caption = tr("Busiest link"),
                           .value = percentText(busiest.busyFraction, locale),
                           .help = tr("%1 to %2 carries traffic at full rate for this share of the time.")
                                       .arg(QString::fromStdString(evaluation.fabric->nameOf(link.from)),
                                            QString::fromStdString(evaluation.fabric->nameOf(link.to))),
                           .derivation = QStringLiteral("traffic/busiest_link"),
                           .link = busiest.link,
                           .number = busiest.busyFraction,
                           .measure = FigureMeasure::Share,
                           .moreIsBetter = false});
    }
    return figures;
}

KeyFigureBar::KeyFigureBar(AppContext& context, QWidget* parent) : QWidget{parent}, m_context{context}, m_state{new QLabel(this)}
{
    setObjectName(QStringLiteral("keyFigures"));
    setAccessibleName(tr("Key figures"));
    setAutoFillBackground(true);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_row = new FoldingRow(this); // large text must not widen the window
    m_row->row()->setContentsMargins(6, 3, 4, 3);
    m_row->row()->setSpacing(2);
    m_row->setAccessibleName(tr("Key figures"));
    m_row->finish();
    m_row->row()->addStretch(1);
    outer->addWidget(m_row, 1);
    outer->addWidget(m_state);
    m_state->setAccessibleName(tr("State of the evaluation"));
    connect(&context.document, &Document::scenarioChanged, this, &KeyFigureBar::showState);
    connect(&context.document, &Document::evaluationChanged, this, &KeyFigureBar::takeEvaluation);
    connect(&context.document.undoGroup(), &QUndoGroup::activeStackChanged, this, &KeyFigureBar::forget);
    connect(&context.focus, &FocusHub::previewChanged, this, &KeyFigureBar::refresh);
    connect(&context.theme, &ThemeManager::themeChanged, this, &KeyFigureBar::refresh);
    takeEvaluation();
}

/// An undo step that grows while a handle is dragged stays one edit: its figures are told against those before the drag.
void KeyFigureBar::takeEvaluation()
{
    QUndoStack& history = m_context.document.undoStack();
    const auto evaluation = m_context.document.evaluation();
    if (evaluation && evaluation->scenario == m_context.document.scenario()) {
        if (history.count() == 0)
            m_before.clear(); // another scenario was opened
        else if (history.index() != m_step)
            m_before = m_settled;
        m_step = history.index();
    }
    if (evaluation)
        m_settled = keyFigures(*evaluation);
    refresh();
}

/// Another sheet: its history says nothing about the figures of the one before.
void KeyFigureBar::forget()
{
    m_before.clear();
    m_settled.clear();
    m_step = m_context.document.undoStack().index();
}

void KeyFigureBar::setBaseline(const Evaluation* baseline, const QString& name)
{
    m_baseline = baseline ? keyFigures(*baseline) : std::vector<KeyFigure>{};
    m_baselineName = name;
    refresh();
}

QString KeyFigureBar::deltaText(std::size_t index) const { return static_cast<const FigureButton*>(m_buttons[index])->delta(); }

void KeyFigureBar::showDelta(std::size_t index)
{
    const KeyFigure& figure = m_figures[index];
    auto* button = static_cast<FigureButton*>(m_buttons[index]);
    const bool previewed = m_context.focus.preview() != nullptr;
    const auto& reference = previewed ? m_settled : m_baseline.empty() ? m_before : m_baseline;
    const KeyFigure* before = findFigure(reference, figure.key);
    const std::optional<FigureDelta> delta = before ? figureDelta(*before, figure) : std::nullopt;
    const Tokens& tokens = m_context.theme.tokens();
    if (!delta)
        return button->setDelta({}, tokens.textMuted);
    const bool small = delta->kind == FigureDelta::Kind::Small;
    button->setDelta(delta->text, small ? tokens.textMuted : delta->kind == FigureDelta::Kind::Better ? tokens.good : tokens.bad);
    const QString words =
        m_baseline.empty() ? tr("Since the last edit: %1.").arg(delta->words) : tr("Against %1: %2.").arg(m_baselineName, delta->words);
    button->setToolTip(figure.help + QLatin1Char('\n') + words);
    button->setAccessibleDescription(figure.help + QLatin1Char(' ') + words);
}

void KeyFigureBar::setButtonCount(std::size_t count)
{
    while (m_buttons.size() < count) {
        auto* button = new FigureButton(m_row);
        const std::size_t index = m_buttons.size();
        connect(button, &QToolButton::clicked, this, [this, index] { explain(index); });
        m_row->row()->insertWidget(static_cast<int>(index), button);
        button->show(); // now, and not with the next layout: whoever waited for the evaluation may want to go to it
        m_buttons.push_back(button);
    }
    for (; m_buttons.size() > count; m_buttons.pop_back())
        m_row->remove(m_buttons.back());
}

void KeyFigureBar::refresh()
{
    const auto& preview = m_context.focus.preview();
    m_figures = preview ? keyFigures(*preview) : m_settled;
    setButtonCount(m_figures.size());
    const Tokens& tokens = m_context.theme.tokens();
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const KeyFigure& figure = m_figures[i];
        auto* button = static_cast<FigureButton*>(m_buttons[i]);
        button->setFigure({figure.caption, figure.value, figure.range}, tokens);
        button->setToolTip(figure.help);
        const QString words = tr("%1: %2").arg(figure.caption, figure.value);
        button->setAccessibleName(figure.range.isEmpty() ? words : tr("%1, measured %2").arg(words, figure.range));
        button->setAccessibleDescription(figure.help);
        if (figure.verdict)
            button->setMark(
                tintedPixmap(iconOf(*figure.verdict), colorOf(*figure.verdict, tokens), FigureButton::markSide, devicePixelRatioF()),
                colorOf(*figure.verdict, tokens));
        showDelta(i);
    }
    showState();
}

void KeyFigureBar::showState()
{
    const Document& document = m_context.document;
    const bool stale = !document.problems().empty();
    const bool previews = m_context.focus.preview() != nullptr;
    m_state->setText(previews ? tr("Preview")
                     : stale  ? tr("✕ This plan is not possible: the figures are those of the last one that was.")
                              : QString());
    m_state->setWordWrap(true);
    m_state->setVisible(stale || previews);
    setTextColor(*m_state, previews ? m_context.theme.tokens().accent : m_context.theme.tokens().bad);
    for (QToolButton* button : m_buttons)
        static_cast<FigureButton*>(button)->setStale(stale && !previews);
}

QString KeyFigureBar::stateText() const { return m_state->isHidden() ? QString() : m_state->text(); }

void KeyFigureBar::explain(std::size_t index)
{
    const KeyFigure& figure = m_figures[index];
    if (figure.link) {
        const Focus focus{Focus::Kind::Link, *figure.link};
        if (m_context.focus.pinned() != focus)
            m_context.focus.pin(focus);
    }
    if (!figure.derivation.isEmpty())
        m_context.focus.explain(figure.derivation);
}

QString KeyFigureBar::figureAtFocus() const
{
    for (std::size_t i = 0; i < m_figures.size(); ++i)
        if (m_buttons[i]->hasFocus())
            return m_figures[i].derivation;
    return {};
}

} // namespace shardscape
