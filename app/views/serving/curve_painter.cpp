// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/serving/curve_painter.h"

#include "views/common/number_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace shardscape {

namespace {

enum class Shape : unsigned char { Dot, Square, Triangle, Diamond };

void drawShape(QPainter& painter, QPointF at, Shape shape, double size)
{
    switch (shape) {
    case Shape::Dot: painter.drawEllipse(at, size, size); return;
    case Shape::Square: painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)); return;
    case Shape::Triangle:
        painter.drawPolygon(QPolygonF{at + QPointF(0, -1.2 * size), at + QPointF(size, size), at + QPointF(-size, size)});
        return;
    case Shape::Diamond:
        painter.drawPolygon(QPolygonF{at + QPointF(0, -1.4 * size), at + QPointF(1.4 * size, 0), at + QPointF(0, 1.4 * size),
                                      at + QPointF(-1.4 * size, 0)});
        return;
    }
}

class Painting {
    Q_DECLARE_TR_FUNCTIONS(shardscape::Painting)
public:
    Painting(QPainter& painter, const CurvePlot& plot, const CurvePicture& picture)
        : m_painter(painter), m_plot(plot), m_picture(picture), m_metrics(painter.font())
    {
    }

    void all()
    {
        frames();
        concurrencyAxis();
        marks();
        const auto rate = [&](const ConcurrencyPoint& p) { return m_plot.throughputY(p.outputTokensPerSecondPerGpu); };
        const auto ttft = [&](const ConcurrencyPoint& p) { return m_plot.latencyY(p.ttft); };
        const auto tpot = [&](const ConcurrencyPoint& p) { return m_plot.latencyY(p.tpot); };
        series(rate, m_picture.tokens.accent, Qt::SolidLine, Shape::Dot);
        series(ttft, m_picture.tokens.text, Qt::DashLine, Shape::Square);
        series(tpot, m_picture.tokens.text, Qt::SolidLine, Shape::Dot);
    }

private:
    void title(const QRectF& panel, const QString& text)
    {
        m_painter.setPen(m_picture.tokens.text);
        const QRectF line(panel.left(), panel.top() - 1.4 * m_metrics.height(), panel.width(), 1.2 * m_metrics.height());
        m_painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_metrics.elidedText(text, Qt::ElideRight, line.width()));
    }

    void tick(const QRectF& panel, double y, const QString& text)
    {
        m_painter.setPen(QPen(m_picture.tokens.line, 1));
        m_painter.drawLine(QPointF(panel.left(), y), QPointF(panel.right(), y));
        m_painter.setPen(m_picture.tokens.textMuted);
        const QRectF line(panel.left() - 4.6 * m_metrics.height(), y - m_metrics.height() / 2, 4.3 * m_metrics.height(),
                          m_metrics.height());
        m_painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, text);
    }

    void frames()
    {
        const QRectF upper = m_plot.throughputPanel();
        const QRectF lower = m_plot.latencyPanel();
        title(upper, tr("Output tokens/s per GPU"));
        title(lower, tr("Latency: - ■ - first token, –●– every further token"));
        tick(upper, upper.bottom(), QStringLiteral("0"));
        tick(upper, upper.center().y(), countText(m_plot.mostThroughput() / 2, m_picture.locale));
        tick(upper, upper.top(), countText(m_plot.mostThroughput(), m_picture.locale));
        for (const double seconds : m_plot.latencyTicks())
            tick(lower, m_plot.latencyY(Seconds::fromSeconds(seconds)), timeText(Seconds::fromSeconds(seconds), m_picture.locale));
    }

    void concurrencyAxis()
    {
        const QRectF lower = m_plot.latencyPanel();
        double free = lower.left() - m_metrics.height();
        m_painter.setPen(m_picture.tokens.textMuted);
        for (const ConcurrencyPoint& point : m_picture.curve.points) {
            if ((point.concurrency & (point.concurrency - 1)) != 0)
                continue;
            const QString text = m_picture.locale.toString(point.concurrency);
            const double width = m_metrics.horizontalAdvance(text) + 6;
            const double x = m_plot.x(point.concurrency);
            if (x - width / 2 < free)
                continue;
            free = x + width / 2;
            m_painter.drawText(QRectF(x - width / 2, lower.bottom() + 2, width, m_metrics.height()), Qt::AlignCenter, text);
        }
        m_painter.drawText(QRectF(lower.left(), lower.bottom() + 2 + m_metrics.height(), lower.width(), m_metrics.height()),
                           Qt::AlignCenter, tr("Requests in flight"));
    }

    /// A vertical line with its name, so that a mark is told by text and not by shape alone.
    void mark(int index, const QString& name, Qt::PenStyle style, double row)
    {
        if (index < 0 || index >= static_cast<int>(m_picture.curve.points.size()))
            return;
        const QRectF upper = m_plot.throughputPanel();
        const double x = m_plot.x(m_picture.curve.points[static_cast<std::size_t>(index)].concurrency);
        m_painter.setPen(QPen(m_picture.tokens.capacity, 1.5, style));
        m_painter.drawLine(QPointF(x, upper.top()), QPointF(x, m_plot.latencyPanel().bottom()));
        m_painter.setPen(m_picture.tokens.text);
        const double width = m_metrics.horizontalAdvance(name) + 8;
        const bool leftward = x + width > upper.right();
        const QRectF box(leftward ? x - width : x, upper.bottom() - (row + 1.2) * m_metrics.height(), width, m_metrics.height());
        m_painter.fillRect(box.adjusted(2, 0, -2, 0), m_picture.tokens.surface);
        m_painter.drawText(box, Qt::AlignCenter, name);
    }

    void marks()
    {
        const Tokens& tokens = m_picture.tokens;
        if (m_picture.point) {
            const double x = m_plot.x(m_picture.curve.points[static_cast<std::size_t>(*m_picture.point)].concurrency);
            const QRectF both = m_plot.throughputPanel().united(m_plot.latencyPanel());
            m_painter.fillRect(QRectF(x - 5, both.top(), 10, both.height()), tokens.surfaceAlt);
        }
        mark(m_picture.curve.computeLimited, tr("compute-limited"), Qt::DashLine, 2.4);
        mark(m_picture.curve.memoryLimited, tr("memory-limited"), Qt::SolidLine, 1.2);
        mark(m_picture.curve.chosen, tr("this scenario"), Qt::DotLine, 0.0);
    }

    template <class Y> void series(const Y& y, const QColor& color, Qt::PenStyle style, Shape usual)
    {
        QPainterPath path;
        for (const ConcurrencyPoint& point : m_picture.curve.points) {
            const QPointF at(m_plot.x(point.concurrency), y(point));
            path.elementCount() == 0 ? path.moveTo(at) : path.lineTo(at);
        }
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(color, 1.5, style));
        m_painter.drawPath(path);
        for (std::size_t i = 0; i < m_picture.curve.points.size(); ++i) {
            const ConcurrencyPoint& point = m_picture.curve.points[i];
            const bool chosen = static_cast<int>(i) == m_picture.curve.chosen;
            // Beyond the KV room points are hollow.
            m_painter.setPen(QPen(color, 1.5));
            m_painter.setBrush(point.limit == ServingLimit::Memory ? m_picture.tokens.surface : color);
            drawShape(m_painter, QPointF(m_plot.x(point.concurrency), y(point)), chosen ? Shape::Diamond : usual, chosen ? 4.5 : 2.8);
        }
    }

    QPainter& m_painter;
    const CurvePlot& m_plot;
    const CurvePicture& m_picture;
    QFontMetricsF m_metrics;
};

} // namespace

void paintCurve(QPainter& painter, const CurvePlot& plot, const CurvePicture& picture)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    Painting(painter, plot, picture).all();
    painter.restore();
}

} // namespace shardscape
