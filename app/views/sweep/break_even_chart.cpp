// SPDX-License-Identifier: GPL-3.0-or-later
// Two plans over one input: A as a full line with discs, B as a broken one with squares, and where they change places.
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

SweepAxis axisOf(const BreakEven& result)
{
    SweepAxis axis{result.input, {}};
    for (const BreakEvenSample& sample : result.samples)
        axis.values.push_back({std::to_string(sample.value), sample.value});
    return axis;
}

std::vector<double> figuresOf(const BreakEven& result)
{
    std::vector<double> all;
    for (const BreakEvenSample& sample : result.samples)
        for (const SweepPoint* point : {&sample.a, &sample.b})
            if (const auto value = (*point)[result.figure])
                all.push_back(*value);
    return all;
}

class BreakEvenChart : public SweepChart {
public:
    BreakEvenChart(BreakEven result, ChartWords words)
        : m_result(std::move(result)), m_words(std::move(words)), m_axis(axisOf(m_result)), m_x(m_axis.values), m_y(figuresOf(m_result))
    {
    }

    QString title() const override
    {
        return QString::fromStdString(statementOf(m_result, m_words.nameA.toStdString(), m_words.nameB.toStdString()));
    }
    int count() const override { return static_cast<int>(m_result.samples.size()); }
    QRectF itemRect(int item, const QRectF& area, const QFont& font) const override
    {
        return frame().column(static_cast<std::size_t>(item), frame().panel(area, font));
    }
    QString itemText(int item, const QLocale& locale) const override
    {
        const BreakEvenSample& sample = m_result.samples[static_cast<std::size_t>(item)];
        return translated("%1 %2: %3 %4, %5 %6; %7")
            .arg(m_words.first, valueText(sample, locale), m_words.nameA, figureOrState(sample.a, locale), m_words.nameB,
                 figureOrState(sample.b, locale), betterText(sample));
    }
    int neighbor(int item, int right, int) const override { return std::clamp(item + right, 0, std::max(0, count() - 1)); }
    std::vector<SweepChange> changesOf(int) const override { return {}; }

    TableData table(const QLocale& locale) const override
    {
        TableData table;
        table.title = title();
        table.header = {m_words.first, translated("Better"), m_words.nameA, m_words.nameB};
        table.textColumns = 2;
        for (const BreakEvenSample& sample : m_result.samples)
            table.rows.push_back({valueText(sample, locale), betterText(sample), figureOrState(sample.a, locale), figureOrState(sample.b, locale)});
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
        int line = 0;
        for (const Crossing& crossing : m_result.crossings)
            frame().mark(painter, panel, m_x.share(crossing.value), sweepValueText(m_result.input, {{}, crossing.value}, locale), line++, tokens);
        plan(painter, panel, &BreakEvenSample::a, tokens.accent, Qt::SolidLine, PointShape::Disc, tokens);
        plan(painter, panel, &BreakEvenSample::b, tokens.text, Qt::DashLine, PointShape::Square, tokens);
        legend(painter, panel, tokens);
        painter.restore();
    }

private:
    PlotFrame frame() const { return {m_axis, m_x, m_y, m_result.figure, 3}; }
    QString valueText(const BreakEvenSample& sample, const QLocale& locale) const
    {
        return sweepValueText(m_result.input, {{}, sample.value}, locale);
    }
    QString figureOrState(const SweepPoint& point, const QLocale& locale) const
    {
        const auto value = point[m_result.figure];
        if (!value)
            return stateWords(point);
        const QString text = figureText(m_result.figure, *value, locale);
        return point.state == PointState::Fits ? text : translated("%1 (does not fit)").arg(text);
    }
    QString betterText(const BreakEvenSample& sample) const
    {
        switch (betterAt(sample, m_result.figure)) {
        case Better::A: return translated("%1 is better").arg(m_words.nameA);
        case Better::B: return translated("%1 is better").arg(m_words.nameB);
        case Better::Neither: return translated("equal");
        case Better::Unknown: return translated("nothing to compare");
        }
        return {};
    }

    void plan(QPainter& painter, const QRectF& panel, SweepPoint BreakEvenSample::*of, const QColor& color, Qt::PenStyle style,
              PointShape shape, const Tokens& tokens) const
    {
        QPainterPath path;
        bool isOpen = false;
        std::vector<std::pair<QPointF, bool>> points;
        for (std::size_t i = 0; i < m_result.samples.size(); ++i) {
            const SweepPoint& point = m_result.samples[i].*of;
            const auto value = point[m_result.figure];
            if (!value) {
                isOpen = false;
                continue;
            }
            const QPointF at(frame().xAt(i, panel), frame().yAt(*value, panel));
            isOpen ? path.lineTo(at) : path.moveTo(at);
            isOpen = true;
            points.emplace_back(at, point.state == PointState::Fits);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.8, style));
        painter.drawPath(path);
        for (const auto& [at, fits] : points)
            drawPoint(painter, at, fits ? shape : PointShape::Hollow, 2.8, fits ? color : tokens.bad, tokens.surface);
    }

    void legend(QPainter& painter, const QRectF& panel, const Tokens& tokens) const
    {
        const QFontMetricsF metrics(painter.font());
        const double half = panel.width() / 2;
        double x = panel.left() + 4;
        const auto entry = [&](const QString& name, const QColor& color, Qt::PenStyle style) {
            const QString text = metrics.elidedText(name, Qt::ElideMiddle, half - 36);
            const QRectF box(x, panel.top() - 1.5 * metrics.height(), 36 + metrics.horizontalAdvance(text), 1.2 * metrics.height());
            painter.fillRect(box, tokens.surface);
            painter.setPen(QPen(color, 1.8, style));
            painter.drawLine(QPointF(x + 2, box.center().y()), QPointF(x + 28, box.center().y()));
            painter.setPen(tokens.text);
            painter.drawText(box.adjusted(32, 0, 8, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
            x += box.width() + 16;
        };
        entry(m_words.nameA, tokens.accent, Qt::SolidLine);
        entry(m_words.nameB, tokens.text, Qt::DashLine);
    }

    BreakEven m_result;
    ChartWords m_words;
    SweepAxis m_axis;
    PlotAxis m_x;
    PlotAxis m_y;
};

} // namespace

std::shared_ptr<const SweepChart> breakEvenChart(BreakEven result, ChartWords words)
{
    return std::make_shared<const BreakEvenChart>(std::move(result), std::move(words));
}

} // namespace shardscape
