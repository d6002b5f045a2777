// SPDX-License-Identifier: GPL-3.0-or-later
// A figure over two inputs: a cell a pair of values, colored on the load ramp from best to worst, with its number where there is room.
// Cells that do not fit are hatched, impossible ones crossed out.
#include "shell/translate.h"
#include "views/common/hatch.h"
#include "views/sweep/sweep_chart.h"
#include "views/sweep/sweep_words.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <limits>
#include <utility>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

class GridChart : public SweepChart {
public:
    GridChart(Sweep sweep, Figure figure, ChartWords words) : m_sweep(std::move(sweep)), m_figure(figure), m_words(std::move(words))
    {
        for (const SweepPoint& point : m_sweep.points)
            if (const auto value = point[m_figure]) {
                m_low = std::min(m_low, *value);
                m_high = std::max(m_high, *value);
            }
    }

    QString title() const override
    {
        return translated("%1; down: %2, across: %3").arg(figureName(m_figure), m_words.second, m_words.first);
    }
    int count() const override { return static_cast<int>(m_sweep.points.size()); }

    QRectF itemRect(int item, const QRectF& area, const QFont& font) const override
    {
        const QRectF cells = cellsRect(area, font);
        const double width = cells.width() / columns();
        const double height = cells.height() / rows();
        return {cells.left() + item % columns() * width, cells.top() + item / columns() * height, width, height};
    }

    QString itemText(int item, const QLocale& locale) const override
    {
        const SweepPoint& point = m_sweep.points[static_cast<std::size_t>(item)];
        const QString where = QStringLiteral("%1 %2, %3 %4").arg(m_words.first, columnText(item, locale), m_words.second, rowText(item, locale));
        return point[m_figure] ? translated("%1: %2 %3, %4")
                                     .arg(where, figureName(m_figure), figureText(m_figure, *point[m_figure], locale), stateWords(point))
                               : QStringLiteral("%1: %2").arg(where, stateWords(point));
    }
    int neighbor(int item, int right, int down) const override
    {
        const int column = std::clamp(item % columns() + right, 0, columns() - 1);
        const int row = std::clamp(item / columns() + down, 0, rows() - 1);
        return row * columns() + column;
    }
    std::vector<SweepChange> changesOf(int item) const override
    {
        return {{m_sweep.first.input, m_sweep.first.values[columnOf(item)]}, {m_sweep.second->input, m_sweep.second->values[rowOf(item)]}};
    }

    TableData table(const QLocale& locale) const override
    {
        TableData table;
        table.title = title();
        table.header << QStringLiteral("%1 \\ %2").arg(m_words.second, m_words.first);
        for (int column = 0; column < columns(); ++column)
            table.header << columnText(column, locale);
        for (int row = 0; row < rows(); ++row) {
            QStringList cells{rowText(row * columns(), locale)};
            for (int column = 0; column < columns(); ++column) {
                const SweepPoint& point = m_sweep.points[static_cast<std::size_t>(row * columns() + column)];
                const QString text = point[m_figure] ? figureText(m_figure, *point[m_figure], locale) : translated("impossible");
                cells << (point.state == PointState::DoesNotFit ? translated("%1 (does not fit)").arg(text) : text);
            }
            table.rows.push_back(cells);
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
        for (int index = 0; index < count(); ++index)
            paintCell(painter, itemRect(index, area, painter.font()).adjusted(0.5, 0.5, -0.5, -0.5), index, tokens, locale);
        paintLabels(painter, area, tokens, locale);
        if (const auto own = presentItem())
            frameCell(painter, itemRect(*own, area, painter.font()), QPen(tokens.text, 2, Qt::DotLine));
        if (item)
            frameCell(painter, itemRect(*item, area, painter.font()), QPen(tokens.accent, 2));
        painter.restore();
    }

private:
    int columns() const { return std::max(1, static_cast<int>(m_sweep.first.values.size())); }
    int rows() const { return std::max(1, static_cast<int>(m_sweep.rows())); }
    std::size_t columnOf(int item) const { return static_cast<std::size_t>(item % columns()); }
    std::size_t rowOf(int item) const { return static_cast<std::size_t>(item / columns()); }
    QString columnText(int item, const QLocale& locale) const
    {
        return sweepValueText(m_sweep.first.input, m_sweep.first.values[columnOf(item)], locale);
    }
    QString rowText(int item, const QLocale& locale) const
    {
        return sweepValueText(m_sweep.second->input, m_sweep.second->values[rowOf(item)], locale);
    }

    QRectF cellsRect(const QRectF& area, const QFont& font) const
    {
        const QFontMetricsF metrics(font);
        double names = metrics.horizontalAdvance(QStringLiteral("0000"));
        for (int row = 0; row < rows(); ++row)
            names = std::max(names, metrics.horizontalAdvance(rowText(row * columns(), QLocale::c())));
        const double left = std::min(names + 18, area.width() / 3);
        return {area.left() + left, area.top() + 2.2 * metrics.height(), std::max(1.0, area.width() - left - 10),
                std::max(1.0, area.height() - 5.2 * metrics.height())};
    }

    std::optional<int> presentItem() const
    {
        for (int item = 0; item < count(); ++item)
            if (m_words.now && m_words.nowSecond && m_sweep.first.values[columnOf(item)].text == m_words.now->text &&
                m_sweep.second->values[rowOf(item)].text == m_words.nowSecond->text)
                return item;
        return std::nullopt;
    }

    static void frameCell(QPainter& painter, const QRectF& rect, const QPen& pen)
    {
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(1, 1, -1, -1));
    }

    void paintCell(QPainter& painter, const QRectF& rect, int index, const Tokens& tokens, const QLocale& locale) const
    {
        const SweepPoint& point = m_sweep.points[static_cast<std::size_t>(index)];
        const auto value = point[m_figure];
        if (!value) {
            painter.fillRect(rect, tokens.surfaceAlt);
            if (point.state == PointState::Impossible) {
                painter.setPen(QPen(tokens.textMuted, 1));
                painter.drawLine(rect.topLeft(), rect.bottomRight());
                painter.drawLine(rect.topRight(), rect.bottomLeft());
            }
            return;
        }
        const QColor fill = loadColor(tokens, m_high > m_low ? (*value - m_low) / (m_high - m_low) : 0.0);
        painter.fillRect(rect, fill);
        const QColor ink = textOn(fill);
        if (point.state == PointState::DoesNotFit)
            drawHatch(painter, rect, Hatch::Rising, ink, 7.0);
        const QFontMetricsF metrics(painter.font());
        const QString text = figureText(m_figure, *value, locale);
        const double width = metrics.horizontalAdvance(text) + 4;
        if (width > rect.width() || metrics.height() > rect.height())
            return;
        painter.fillRect(QRectF(rect.center().x() - width / 2, rect.center().y() - metrics.height() / 2, width, metrics.height()), fill);
        painter.setPen(ink);
        painter.drawText(rect, Qt::AlignCenter, text);
    }

    void paintLabels(QPainter& painter, const QRectF& area, const Tokens& tokens, const QLocale& locale) const
    {
        const QFontMetricsF metrics(painter.font());
        const QRectF cells = cellsRect(area, painter.font());
        painter.setPen(tokens.textMuted);
        double free = cells.top() - 1;
        for (int row = 0; row < rows(); ++row) {
            const QRectF cell = itemRect(row * columns(), area, painter.font());
            if (cell.center().y() - metrics.height() / 2 < free)
                continue;
            free = cell.center().y() + metrics.height() / 2;
            const QRectF box(area.left() + 4, cell.top(), cells.left() - area.left() - 10, cell.height());
            painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(rowText(row * columns(), locale), Qt::ElideRight, box.width()));
        }
        free = cells.left() - 1;
        for (int column = 0; column < columns(); ++column) {
            const QRectF cell = itemRect(column, area, painter.font());
            const QString text = columnText(column, locale);
            const double width = metrics.horizontalAdvance(text) + 6;
            if (cell.center().x() - width / 2 < free - width / 4)
                continue;
            free = cell.center().x() + width / 2;
            painter.drawText(QRectF(cell.center().x() - width / 2, cells.bottom() + 2, width, metrics.height()), Qt::AlignCenter, text);
        }
        painter.drawText(QRectF(cells.left(), cells.bottom() + 1.3 * metrics.height(), cells.width(), metrics.height()), Qt::AlignCenter,
                         metrics.elidedText(translated("%1   (hatched: does not fit, crossed: impossible)").arg(m_words.first), Qt::ElideRight,
                                            cells.width()));
    }

    Sweep m_sweep;
    Figure m_figure;
    ChartWords m_words;
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
};

} // namespace

std::shared_ptr<const SweepChart> gridChart(Sweep sweep, Figure figure, ChartWords words)
{
    return std::make_shared<const GridChart>(std::move(sweep), figure, std::move(words));
}

} // namespace shardscape
