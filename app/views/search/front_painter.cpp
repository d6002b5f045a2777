// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/search/front_painter.h"

#include "shell/translate.h"
#include "views/search/search_words.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

/// A value on an axis: its unit stands in the title where it is no part of the number.
QString tickText(PlanQuantity quantity, double value, const AcceleratorSpec& accelerator, const QLocale& locale)
{
    if (quantity == PlanQuantity::Cost || quantity == PlanQuantity::Energy)
        return locale.toString(value, 'g', 3);
    if (quantity == PlanQuantity::MemoryHeadroom)
        return tr("%1 GiB").arg(locale.toString(Bytes::fromBytes(value).inGiB(), 'g', 3));
    return quantityText(quantity, value, accelerator, locale);
}

class Painting {
public:
    Painting(QPainter& painter, const FrontPlot& plot, const FrontPicture& picture, const Tokens& tokens, const QLocale& locale)
        : m_painter{painter}, m_plot{plot}, m_picture{picture}, m_tokens{tokens}, m_locale{locale}, m_metrics{painter.font()}
    {
    }

    void all(std::optional<std::size_t> point)
    {
        horizontalAxis();
        verticalAxis();
        limits();
        front();
        own();
        if (point)
            ring(m_plot.at(m_picture.point(*point).objective), 7.5);
        legend();
    }

private:
    [[nodiscard]] QString title(int axis) const
    {
        const PlanQuantity quantity = m_picture.objectives[static_cast<std::size_t>(axis)];
        QString name = quantityName(quantity);
        if (const QString unit = quantityUnit(quantity, m_picture.accelerator); !unit.isEmpty())
            name = tr("%1, %2").arg(name, unit);
        const QString arrow = axis == 0 ? (isGain(quantity) ? QStringLiteral("→") : QStringLiteral("←"))
                                        : (isGain(quantity) ? QStringLiteral("↑") : QStringLiteral("↓"));
        return tr("%1 %2 better").arg(name, arrow);
    }

    void horizontalAxis()
    {
        const QRectF panel = m_plot.panel();
        const double height = m_metrics.height();
        const int most = std::max(2, static_cast<int>(panel.width() / (4.5 * height)));
        double free = panel.left() - 3.0 * height;
        for (const double tick : m_plot.scale(0).ticks(most)) {
            const double x = m_plot.scale(0).at(tick);
            m_painter.setPen(QPen(m_tokens.line, 1));
            m_painter.drawLine(QPointF(x, panel.top()), QPointF(x, panel.bottom()));
            const QString text = tickText(m_picture.objectives[0], tick, m_picture.accelerator, m_locale);
            const double width = m_metrics.horizontalAdvance(text) + 6;
            if (x - width / 2 < free)
                continue;
            free = x + width / 2;
            m_painter.setPen(m_tokens.textMuted);
            m_painter.drawText(QRectF(x - width / 2, panel.bottom() + 2, width, height), Qt::AlignCenter, text);
        }
        m_painter.setPen(m_tokens.text);
        m_painter.drawText(QRectF(panel.left(), panel.bottom() + 3 + height, panel.width(), 1.2 * height), Qt::AlignRight | Qt::AlignVCenter, title(0));
    }

    void verticalAxis()
    {
        const QRectF panel = m_plot.panel();
        const double height = m_metrics.height();
        for (const double tick : m_plot.scale(1).ticks(std::max(2, static_cast<int>(panel.height() / (2.0 * height))))) {
            const double y = m_plot.scale(1).at(tick);
            m_painter.setPen(QPen(m_tokens.line, 1));
            m_painter.drawLine(QPointF(panel.left(), y), QPointF(panel.right(), y));
            m_painter.setPen(m_tokens.textMuted);
            m_painter.drawText(QRectF(0, y - height / 2, panel.left() - 5, height), Qt::AlignRight | Qt::AlignVCenter,
                               tickText(m_picture.objectives[1], tick, m_picture.accelerator, m_locale));
        }
        m_painter.setPen(m_tokens.text);
        m_painter.drawText(QRectF(4, 1, panel.right() - 4, 1.3 * height), Qt::AlignLeft | Qt::AlignVCenter, title(1));
    }

    /// Limits of the two objectives as lines; others are in words beside the picture.
    void limits()
    {
        const QRectF panel = m_plot.panel();
        for (const PlanLimit& limit : m_picture.limits) {
            m_painter.setPen(QPen(m_tokens.capacity, 1.5, limit.isSoft ? Qt::DashLine : Qt::SolidLine));
            if (limit.quantity == m_picture.objectives[0]) {
                const double x = m_plot.scale(0).at(limit.value);
                m_painter.drawLine(QPointF(x, panel.top()), QPointF(x, panel.bottom()));
            } else if (limit.quantity == m_picture.objectives[1]) {
                const double y = m_plot.scale(1).at(limit.value);
                m_painter.drawLine(QPointF(panel.left(), y), QPointF(panel.right(), y));
            }
        }
    }

    void front()
    {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_tokens.textMuted, 1.2));
        for (const SearchPoint& point : m_picture.others)
            m_painter.drawEllipse(m_plot.at(point.objective), 2.6, 2.6);
        m_painter.setPen(QPen(m_tokens.accent, 1.5));
        m_painter.drawPolyline(m_plot.steps());
        for (const SearchPoint& point : m_picture.front) {
            m_painter.setBrush(point.missed.empty() ? QBrush(m_tokens.accent) : QBrush(m_tokens.surface));
            m_painter.drawEllipse(m_plot.at(point.objective), 3.6, 3.6);
            if (m_picture.nearest == point.number)
                square(m_plot.at(point.objective));
        }
        for (std::size_t i = 0; i < m_picture.size(); ++i)
            if (m_picture.picked == m_picture.point(i).number)
                ring(m_plot.at(m_picture.point(i).objective), 6.0);
    }

    void square(QPointF at)
    {
        m_painter.save();
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_tokens.text, 1.5));
        m_painter.drawRect(QRectF(at.x() - 6, at.y() - 6, 12, 12));
        m_painter.restore();
    }

    void diamond(QPointF at, bool fits)
    {
        constexpr double size = 6.0;
        m_painter.setPen(QPen(m_tokens.text, 1.5));
        m_painter.setBrush(fits ? m_tokens.text : m_tokens.surface);
        m_painter.drawPolygon(QPolygonF{at + QPointF(0, -size), at + QPointF(size, 0), at + QPointF(0, size), at + QPointF(-size, 0)});
    }

    void own()
    {
        if (m_picture.own)
            diamond(m_plot.at(m_picture.own->objective), m_picture.own->figures.fits);
    }

    void ring(QPointF at, double radius)
    {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_tokens.text, 2));
        m_painter.drawEllipse(at, radius, radius);
    }

    /// What the shapes mean, on the line of the vertical title.
    void legend()
    {
        const double height = m_metrics.height();
        double x = m_plot.panel().right();
        const double y = 1 + 0.65 * height;
        const double taken = 4 + m_metrics.horizontalAdvance(title(1)) + height;
        const auto entry = [&](const QString& text, const auto& draw) {
            const double width = m_metrics.horizontalAdvance(text);
            if (x - width - 1.6 * height < taken)
                return;
            m_painter.setPen(m_tokens.textMuted);
            m_painter.drawText(QRectF(x - width, 1, width, 1.3 * height), Qt::AlignVCenter | Qt::AlignRight, text);
            x -= width + 0.8 * height;
            draw(QPointF(x, y));
            x -= height;
        };
        if (m_picture.own)
            entry(m_picture.own->figures.fits ? tr("present plan") : tr("present plan, does not fit"),
                  [&](QPointF at) { diamond(at, m_picture.own->figures.fits); });
        if (m_picture.nearest)
            entry(tr("nearest better"), [&](QPointF at) { square(at); });
        entry(tr("front"), [&](QPointF at) {
            m_painter.setPen(QPen(m_tokens.accent, 1.5));
            m_painter.setBrush(m_tokens.accent);
            m_painter.drawEllipse(at, 3.6, 3.6);
        });
    }

    QPainter& m_painter;
    const FrontPlot& m_plot;
    const FrontPicture& m_picture;
    const Tokens& m_tokens;
    QLocale m_locale;
    QFontMetricsF m_metrics;
};

} // namespace

double tickWidth(const FrontPicture& picture, const QFontMetricsF& metrics)
{
    double widest = 3.0 * metrics.height();
    const auto measure = [&](const SearchPoint& point) {
        widest = std::max(widest, metrics.horizontalAdvance(tickText(picture.objectives[1], point.objective[1], picture.accelerator, QLocale())));
    };
    if (!picture.front.empty()) {
        measure(picture.front.front());
        measure(picture.front.back());
    }
    return std::min(widest, 7.0 * metrics.height());
}

void paintFront(QPainter& painter, const FrontPlot& plot, const FrontPicture& picture, const Tokens& tokens, std::optional<std::size_t> point,
                const QLocale& locale)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    Painting(painter, plot, picture, tokens, locale).all(point);
    painter.restore();
}

} // namespace shardscape
