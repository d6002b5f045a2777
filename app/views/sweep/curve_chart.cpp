// SPDX-License-Identifier: GPL-3.0-or-later
// A figure over one input. Scaling curves have the ideal beside them.
#include "shell/translate.h"
#include "views/sweep/plot_frame.h"
#include "views/sweep/sweep_chart.h"
#include "views/sweep/sweep_words.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <utility>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

std::vector<double> figuresOf(const Sweep& sweep, Figure figure)
{
    std::vector<double> figures;
    for (const SweepPoint& point : sweep.points)
        if (const auto value = point[figure])
            figures.push_back(*value);
    return figures;
}

bool isWork(Figure figure) { return figure == Figure::TokensPerSecond || figure == Figure::OutputTokens; }

/// What perfect scaling from the first point would give; nothing for inputs and figures of which nobody expects it.
std::vector<std::optional<double>> idealOf(const Sweep& sweep, Figure figure)
{
    std::vector<std::optional<double>> ideal(sweep.points.size());
    const bool strong = sweep.first.input.kind == SweepInputKind::StrongScaling;
    const bool weak = sweep.first.input.kind == SweepInputKind::WeakScaling;
    const auto first = std::find_if(sweep.points.begin(), sweep.points.end(), [figure](const SweepPoint& p) { return p[figure].has_value(); });
    if ((!strong && !weak) || (figure != Figure::StepTime && !isWork(figure)) || first == sweep.points.end())
        return ideal;
    const auto begin = static_cast<std::size_t>(first - sweep.points.begin());
    for (std::size_t i = begin; i < ideal.size(); ++i) {
        const double ratio = *sweep.first.values[i].number / *sweep.first.values[begin].number;
        ideal[i] = *(*first)[figure] * (isWork(figure) ? ratio : strong ? 1.0 / ratio : 1.0);
    }
    return ideal;
}

class CurveChart : public SweepChart {
public:
    CurveChart(Sweep sweep, Figure figure, ChartWords words)
        : m_sweep(std::move(sweep)), m_figure(figure), m_words(std::move(words)), m_ideal(idealOf(m_sweep, figure)), m_x(m_sweep.first.values),
          m_y(allFigures())
    {
    }

    QString title() const override { return translated("%1 over: %2").arg(figureName(m_figure), m_words.first); }
    int count() const override { return static_cast<int>(m_sweep.first.values.size()); }
    QRectF itemRect(int item, const QRectF& area, const QFont& font) const override
    {
        return frame().column(static_cast<std::size_t>(item), frame().panel(area, font));
    }
    QString itemText(int item, const QLocale& locale) const override
    {
        const auto index = static_cast<std::size_t>(item);
        const SweepPoint& point = m_sweep.at(index);
        const QString where = QStringLiteral("%1 %2").arg(m_words.first, sweepValueText(m_sweep.first.input, m_sweep.first.values[index], locale));
        if (!point[m_figure])
            return QStringLiteral("%1: %2").arg(where, stateWords(point));
        QString text = translated("%1: %2 %3, %4 GPUs, %5")
                           .arg(where, figureName(m_figure), figureText(m_figure, *point[m_figure], locale), locale.toString(point.gpus),
                                stateWords(point));
        if (m_ideal[index])
            text += translated(" – ideal %1").arg(figureText(m_figure, *m_ideal[index], locale));
        return text;
    }
    int neighbor(int item, int right, int) const override { return std::clamp(item + right, 0, std::max(0, count() - 1)); }
    std::vector<SweepChange> changesOf(int item) const override
    {
        return {{m_sweep.first.input, m_sweep.first.values[static_cast<std::size_t>(item)]}};
    }

    TableData table(const QLocale& locale) const override
    {
        TableData table;
        table.title = title();
        table.header = {m_words.first, translated("State"), translated("GPUs")};
        table.textColumns = 2;
        std::vector<Figure> figures;
        for (const auto& [figure, name] : EnumNames<Figure>::table)
            if (std::any_of(m_sweep.points.begin(), m_sweep.points.end(), [each = figure](const SweepPoint& p) { return p[each].has_value(); }))
                figures.push_back(figure);
        for (const Figure figure : figures)
            table.header << figureName(figure);
        for (std::size_t i = 0; i < m_sweep.points.size(); ++i) {
            const SweepPoint& point = m_sweep.points[i];
            QStringList row{sweepValueText(m_sweep.first.input, m_sweep.first.values[i], locale), stateWords(point),
                            point.gpus > 0 ? locale.toString(point.gpus) : QStringLiteral("–")};
            for (const Figure figure : figures)
                row << (point[figure] ? figureText(figure, *point[figure], locale) : QStringLiteral("–"));
            table.rows.push_back(row);
        }
        return table;
    }

    void paint(QPainter& painter, const QRectF& area, const Tokens& tokens, std::optional<int> item, const QLocale& locale) const override
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing, true);
        const QRectF panel = frame().panel(area, painter.font());
        if (item)
            painter.fillRect(frame().column(static_cast<std::size_t>(*item), panel), tokens.surfaceAlt);
        frame().paint(painter, area, title(), m_words.first, tokens, locale);
        paintNow(painter, panel, tokens);
        paintLine(painter, panel, m_ideal, QPen(tokens.textMuted, 1.2, Qt::DashLine), translated("ideal"), tokens);
        std::vector<std::optional<double>> figures;
        for (const SweepPoint& point : m_sweep.points)
            figures.push_back(point[m_figure]);
        paintLine(painter, panel, figures, QPen(tokens.accent, 1.8), {}, tokens);
        paintPoints(painter, panel, tokens);
        painter.restore();
    }

private:
    PlotFrame frame() const { return {m_sweep.first, m_x, m_y, m_figure}; }
    std::vector<double> allFigures() const
    {
        std::vector<double> all = figuresOf(m_sweep, m_figure);
        for (const auto& each : m_ideal)
            if (each && isWork(m_figure))
                all.push_back(*each);
        return all;
    }

    void paintNow(QPainter& painter, const QRectF& panel, const Tokens& tokens) const
    {
        if (!m_words.now)
            return;
        if (m_x.hasNumbers() && m_words.now->number && m_sweep.first.values.size() > 1) {
            frame().mark(painter, panel, m_x.share(*m_words.now->number), translated("now"), 0, tokens);
            return;
        }
        for (std::size_t i = 0; i < m_sweep.first.values.size(); ++i)
            if (m_sweep.first.values[i].text == m_words.now->text)
                frame().mark(painter, panel, m_x.shareOf(i), translated("now"), 0, tokens);
    }

    void paintLine(QPainter& painter, const QRectF& panel, const std::vector<std::optional<double>>& figures, const QPen& pen,
                   const QString& name, const Tokens& tokens) const
    {
        QPainterPath path;
        bool isOpen = false;
        std::optional<QPointF> last;
        for (std::size_t i = 0; i < figures.size(); ++i) {
            // Names have no order, so nothing lies between two of them.
            if (!figures[i] || !m_x.hasNumbers()) {
                isOpen = false;
                continue;
            }
            const QPointF at(frame().xAt(i, panel), frame().yAt(*figures[i], panel));
            isOpen ? path.lineTo(at) : path.moveTo(at);
            isOpen = true;
            last = at;
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen);
        painter.drawPath(path);
        if (last && !name.isEmpty()) {
            painter.setPen(tokens.textMuted);
            painter.drawText(QRectF(last->x() - 100, last->y() - 1.5 * QFontMetricsF(painter.font()).height(), 98,
                                    1.4 * QFontMetricsF(painter.font()).height()),
                             Qt::AlignRight | Qt::AlignVCenter, name);
        }
    }

    void paintPoints(QPainter& painter, const QRectF& panel, const Tokens& tokens) const
    {
        for (std::size_t i = 0; i < m_sweep.points.size(); ++i) {
            const SweepPoint& point = m_sweep.points[i];
            const double x = frame().xAt(i, panel);
            if (point.state == PointState::Impossible)
                drawPoint(painter, QPointF(x, panel.bottom() - 6), PointShape::Cross, 4.0, tokens.bad, tokens.surface);
            if (!point[m_figure])
                continue;
            const QPointF at(x, frame().yAt(*point[m_figure], panel));
            const bool fits = point.state == PointState::Fits;
            drawPoint(painter, at, fits ? PointShape::Disc : PointShape::Hollow, fits ? 3.5 : 4.5, fits ? tokens.accent : tokens.bad,
                      tokens.surface);
        }
    }

    Sweep m_sweep;
    Figure m_figure;
    ChartWords m_words;
    std::vector<std::optional<double>> m_ideal;
    PlotAxis m_x;
    PlotAxis m_y;
};

} // namespace

std::shared_ptr<const SweepChart> curveChart(Sweep sweep, Figure figure, ChartWords words)
{
    return std::make_shared<const CurveChart>(std::move(sweep), figure, std::move(words));
}

} // namespace shardscape
