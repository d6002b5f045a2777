// SPDX-License-Identifier: GPL-3.0-or-later
// What each assumption does to a figure when it is moved down and up: a bar to each side of the figure, largest first. Down is hatched,
// up is filled, so that the two are told apart without color.
#include "shell/translate.h"
#include "views/common/hatch.h"
#include "views/common/number_text.h"
#include "views/sweep/sweep_chart.h"
#include "views/sweep/sweep_words.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

SweepInput inputOf(const AssumptionEffect& effect) { return {SweepInputKind::Assumption, effect.assumption.path}; }

QString nameOf(const AssumptionEffect& effect)
{
    QString name = inputName(inputOf(effect)); // constants have no name in words; the end of their path is what presets call them
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return effect.assumption.isGuess ? translated("%1 (guess)").arg(name) : name;
}

class TornadoChart : public SweepChart {
public:
    TornadoChart(Sensitivity sensitivity, int rows) : m_sensitivity(std::move(sensitivity)), m_rows(rows)
    {
        m_most = 0.0;
        for (const AssumptionEffect& each : m_sensitivity.effects)
            if (const double swing = swingOf(each, m_sensitivity.value); std::isfinite(swing))
                m_most = std::max(m_most, swing);
    }

    QString title() const override
    {
        return translated("%1 %2, each assumption alone %3 lower (hatched), higher (filled)")
            .arg(figureName(m_sensitivity.figure), figureText(m_sensitivity.figure, m_sensitivity.value), percentText(m_sensitivity.share));
    }
    int count() const override { return std::min(m_rows, static_cast<int>(m_sensitivity.effects.size())); }

    QRectF itemRect(int item, const QRectF& area, const QFont& font) const override
    {
        const QFontMetricsF metrics(font);
        const double top = area.top() + 2.0 * metrics.height();
        const double room = std::max(1.0, area.height() - 4.2 * metrics.height());
        const double height = std::min(2.0 * metrics.height(), room / std::max(1, count()));
        return {area.left() + 8, top + item * height, std::max(1.0, area.width() - 16), height};
    }

    QString itemText(int item, const QLocale& locale) const override
    {
        const AssumptionEffect& e = effect(item);
        const auto end = [&](double value, const std::optional<double>& figure) {
            return translated("%1 gives %2").arg(sweepValueText(inputOf(e), {{}, value}, locale), endText(figure, locale));
        };
        return translated("%1, %2: %3; %4. %5")
            .arg(nameOf(e), sweepValueText(inputOf(e), {{}, e.assumption.value}, locale), end(e.low, e.atLow), end(e.high, e.atHigh),
                 QString::fromStdString(e.assumption.source));
    }
    int neighbor(int item, int, int down) const override { return std::clamp(item + down, 0, std::max(0, count() - 1)); }
    std::vector<SweepChange> changesOf(int item) const override
    {
        return {{inputOf(effect(item)), {{}, effect(item).assumption.value}}};
    }

    TableData table(const QLocale& locale) const override
    {
        TableData table;
        table.title = title();
        table.header = {translated("Assumption"), translated("Path"), translated("Value"), translated("Lower"), translated("Figure"),
                        translated("Change"),     translated("Higher"), translated("Figure"), translated("Change"), translated("Source")};
        table.textColumns = 2;
        for (const AssumptionEffect& e : m_sensitivity.effects) {
            const auto value = [&](double number) { return sweepValueText(inputOf(e), {{}, number}, locale); };
            table.rows.push_back({nameOf(e), QString::fromStdString(e.assumption.path), value(e.assumption.value), value(e.low),
                                  endText(e.atLow, locale), changeOf(e.atLow, locale), value(e.high), endText(e.atHigh, locale),
                                  changeOf(e.atHigh, locale), QString::fromStdString(e.assumption.source)});
        }
        return table;
    }

    void paint(QPainter& painter, const QRectF& area, const Tokens& tokens, std::optional<int> item, const QLocale& locale) const override
    {
        painter.save();
        const QFontMetricsF metrics(painter.font());
        painter.setPen(tokens.text);
        painter.drawText(QRectF(area.left() + 8, area.top() + 2, area.width() - 16, 1.4 * metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(title(), Qt::ElideRight, area.width() - 16));
        paintRange(painter, area, tokens);
        for (int row = 0; row < count(); ++row)
            paintRow(painter, row, area, tokens, item == row, locale);
        paintAxis(painter, area, tokens, locale);
        painter.restore();
    }

private:
    const AssumptionEffect& effect(int item) const { return m_sensitivity.effects[static_cast<std::size_t>(item)]; }
    QString endText(const std::optional<double>& figure, const QLocale& locale) const
    {
        return figure ? figureText(m_sensitivity.figure, *figure, locale) : translated("impossible");
    }
    QString changeOf(const std::optional<double>& figure, const QLocale& locale) const
    {
        return figure ? changeText(m_sensitivity.value, *figure, locale) : QStringLiteral("–");
    }

    /// Names to the left, bars to the right of them, with room for a text on both sides.
    QRectF barsRect(const QRectF& row, const QFontMetricsF& metrics) const
    {
        const double names = 0.42 * row.width();
        const double text = metrics.horizontalAdvance(QStringLiteral("+00.0 %")) + 6;
        return {row.left() + names + text, row.top(), std::max(1.0, row.width() - names - 2 * text), row.height()};
    }

    double xOf(double figure, const QRectF& bars) const
    {
        const double share = m_most > 0.0 ? std::clamp((figure - m_sensitivity.value) / m_most, -1.0, 1.0) : 0.0;
        return bars.center().x() + share * bars.width() / 2;
    }

    /// Behind the bars: where measurements lie, by which an effect can be judged.
    void paintRange(QPainter& painter, const QRectF& area, const Tokens& tokens) const
    {
        if (!m_sensitivity.range || count() == 0)
            return;
        const QRectF bars = barsRect(itemRect(0, area, painter.font()), QFontMetricsF(painter.font()));
        const double left = xOf(m_sensitivity.range->low, bars);
        const double right = xOf(m_sensitivity.range->high, bars);
        painter.fillRect(QRectF(QPointF(left, bars.top()), QPointF(right, itemRect(count() - 1, area, painter.font()).bottom())), tokens.line);
    }

    void paintRow(QPainter& painter, int row, const QRectF& area, const Tokens& tokens, bool isFocused, const QLocale& locale) const
    {
        const QFontMetricsF metrics(painter.font());
        const AssumptionEffect& e = effect(row);
        const QRectF rect = itemRect(row, area, painter.font());
        if (isFocused) {
            painter.fillRect(rect, tokens.surfaceAlt);
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), tokens.accent);
        }
        const QRectF bars = barsRect(rect, metrics);
        const QString value = sweepValueText(inputOf(e), {{}, e.assumption.value}, locale);
        const double valueWidth = metrics.horizontalAdvance(value) + 10;
        const QRectF nameRect(rect.left() + 6, rect.top(), 0.42 * rect.width() - 6, rect.height());
        painter.setPen(tokens.text);
        painter.drawText(nameRect, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(nameOf(e), Qt::ElideRight, std::max(0.0, nameRect.width() - valueWidth)));
        painter.setPen(tokens.textMuted);
        painter.drawText(nameRect, Qt::AlignRight | Qt::AlignVCenter, value);
        paintEnd(painter, bars, e, false, tokens, locale);
        paintEnd(painter, bars, e, true, tokens, locale);
    }

    void paintEnd(QPainter& painter, const QRectF& bars, const AssumptionEffect& e, bool isHigh, const Tokens& tokens,
                  const QLocale& locale) const
    {
        const std::optional<double>& figure = isHigh ? e.atHigh : e.atLow;
        const QFontMetricsF metrics(painter.font());
        const double middle = bars.center().x();
        const double end = figure ? xOf(*figure, bars) : (isHigh ? bars.right() : bars.left());
        const bool isWorse = figure && (*figure > m_sensitivity.value) != isGain(m_sensitivity.figure);
        const QColor color = !figure ? tokens.bad : isWorse ? tokens.warning : tokens.good;
        const double inset = std::max(1.0, (bars.height() - 1.1 * metrics.height()) / 2);
        // Both ends can lie on one side: the upper half of the row is the lower value, the lower half the higher.
        const double half = (bars.height() - 2 * inset) / 2;
        const QRectF bar(QPointF(std::min(middle, end), bars.top() + inset + (isHigh ? half : 0)), QSizeF(std::abs(end - middle), half));
        if (figure && *figure == m_sensitivity.value)
            return;
        painter.fillRect(bar, isHigh ? color : tokens.surface);
        if (!isHigh)
            drawHatch(painter, bar, Hatch::Rising, color, 4.0);
        painter.setPen(QPen(color, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(bar);
        if (!figure || isShorterOfOneSide(e, isHigh))
            return; // one text a side
        const QString text = changeText(m_sensitivity.value, *figure, locale);
        painter.setPen(tokens.text);
        const QRectF box(end < middle ? end - 100 - 4 : end + 4, bars.top(), 100, bars.height());
        painter.drawText(box, (end < middle ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
    }

    /// Both ends can point to one side; then only the longer one has a text.
    bool isShorterOfOneSide(const AssumptionEffect& e, bool isHigh) const
    {
        if (!e.atLow || !e.atHigh)
            return false;
        const double own = (isHigh ? *e.atHigh : *e.atLow) - m_sensitivity.value;
        const double other = (isHigh ? *e.atLow : *e.atHigh) - m_sensitivity.value;
        return own * other > 0 && (std::abs(own) < std::abs(other) || (std::abs(own) == std::abs(other) && isHigh));
    }

    void paintAxis(QPainter& painter, const QRectF& area, const Tokens& tokens, const QLocale& locale) const
    {
        const QFontMetricsF metrics(painter.font());
        if (count() == 0) {
            painter.setPen(tokens.textMuted);
            painter.drawText(area, Qt::AlignCenter, translated("No assumption changes this figure."));
            return;
        }
        const QRectF first = barsRect(itemRect(0, area, painter.font()), metrics);
        const QRectF last = itemRect(count() - 1, area, painter.font());
        painter.setPen(QPen(tokens.text, 1));
        painter.drawLine(QPointF(first.center().x(), first.top()), QPointF(first.center().x(), last.bottom()));
        painter.setPen(tokens.textMuted);
        const int more = static_cast<int>(m_sensitivity.effects.size()) - count();
        painter.drawText(QRectF(area.left() + 8, last.bottom() + 2, area.width() - 16, 1.2 * metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(belowText(more, locale), Qt::ElideRight, area.width() - 16));
    }

    QString belowText(int more, const QLocale& locale) const
    {
        QString text =
            translated("%1 more change it less, %2 not at all").arg(locale.toString(more), locale.toString(m_sensitivity.withoutEffect));
        if (m_sensitivity.range)
            text += translated("; shaded: eight of ten measurements (%1)")
                        .arg(rangeText(figureText(m_sensitivity.figure, m_sensitivity.range->low, locale),
                                       figureText(m_sensitivity.figure, m_sensitivity.range->high, locale)));
        return text;
    }

    Sensitivity m_sensitivity;
    int m_rows;
    double m_most = 0.0;
};

} // namespace

std::shared_ptr<const SweepChart> tornadoChart(Sensitivity sensitivity, int rows)
{
    return std::make_shared<const TornadoChart>(std::move(sensitivity), rows);
}

} // namespace shardscape
