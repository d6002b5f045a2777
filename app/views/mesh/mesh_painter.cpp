// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_painter.h"

#include "views/common/hatch.h"
#include "views/common/node_kind.h"
#include "views/common/text_scale.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](float x, float y) { return static_cast<float>((1.0 - share) * x + share * y); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

constexpr double dimmedOpacity = 0.4;

class BasePainter {
public:
    BasePainter(QPainter& painter, const MeshPicture& picture)
        : m_painter(painter), m_model(picture.model), m_tokens(picture.tokens), m_picture(picture), m_detail(detailOf(picture))
    {
        for (int stage = 0; stage < m_model.stages; ++stage)
            m_stage.push_back(stageColor(m_tokens, stage, m_model.stages));
    }

    void paint()
    {
        const double cell = m_picture.camera.scale;
        m_nameFont = sized(cell / 4.6, 9.0, 14.0);
        m_idFont = sized(cell / 2.6, 8.0, 13.0);
        m_titleFont = sized(cell * 0.32, 8.0, 14.0);
        for (const int node : m_model.geometry.nodesIn(m_picture.camera.toWorld(m_picture.viewport)))
            paintNode(node);
    }

private:
    [[nodiscard]] QFont sized(double pixels, double least, double most) const
    {
        QFont font = m_painter.font();
        font.setPixelSize(scaledPixels(m_picture.textScale, pixels, least, most));
        return font;
    }
    [[nodiscard]] QRectF screen(const QRectF& world) const { return m_picture.camera.toScreen(world); }

    /// Gaps thinner than two pixels would be one here and none there, as rounding has it, and make a pattern that is not in the data: on
    /// a screen they are one pixel everywhere.
    [[nodiscard]] QRectF withEvenGap(const QRectF& rect, double worldGap) const
    {
        const double gap = worldGap * m_picture.camera.scale;
        if (m_picture.onPaper || gap >= 2.0)
            return rect;
        const QPointF from(std::round(rect.left()), std::round(rect.top()));
        const QPointF next(std::round(rect.right() + gap), std::round(rect.bottom() + gap)); // where the neighbor begins
        return {from.x(), from.y(), std::max(1.0, next.x() - from.x() - 1), std::max(1.0, next.y() - from.y() - 1)};
    }

    void paintNode(int node)
    {
        const QRectF box = withEvenGap(screen(m_model.geometry.nodeRect(node)), MeshGeometry::nodeGap);
        if (m_detail == MeshDetail::Nodes)
            return paintSummary(node, box);
        m_painter.fillRect(box, m_tokens.surfaceAlt);
        if (const int kind = m_model.cluster.kindAt(node); kind > 0)
            drawHatch(m_painter, box, nodeKindHatch(kind), m_tokens.textMuted);
        if (m_picture.camera.scale >= 8) {
            m_painter.setPen(QPen(m_tokens.line, 1));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(box);
        }
        if (m_picture.camera.scale >= 16) {
            m_painter.setFont(m_titleFont);
            m_painter.setPen(m_tokens.textMuted);
            const QRectF title = screen(m_model.geometry.titleRect(node));
            const QRectF line = title.adjusted(0.2 * m_picture.camera.scale, 0, -0.1 * m_picture.camera.scale, 0);
            const QFontMetricsF metrics(m_titleFont);
            const QString name = metrics.elidedText(m_model.nodeName(node), Qt::ElideRight, line.width());
            if (m_model.cluster.kindAt(node) > 0) // the pattern of the kind must not cross the letters
                m_painter.fillRect(QRectF(line.left() - 2, line.top() + 1, metrics.horizontalAdvance(name) + 4, line.height() - 2), m_tokens.surfaceAlt);
            m_painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
        }
        const int first = node * m_model.geometry.gpusPerNode();
        for (int gpu = first; gpu < first + m_model.geometry.gpusPerNode(); ++gpu)
            paintCell(gpu);
    }

    /// Too small for cells: bands of the stages in the node, each as wide as its share of the GPUs.
    void paintSummary(int node, const QRectF& box)
    {
        const int first = node * m_model.geometry.gpusPerNode();
        const int count = m_model.geometry.gpusPerNode();
        const double step = box.width() / count;
        if (m_picture.kept != nullptr) {
            const auto from = std::lower_bound(m_picture.kept->begin(), m_picture.kept->end(), first);
            m_painter.setOpacity(from != m_picture.kept->end() && *from < first + count ? 1.0 : dimmedOpacity);
        }
        int begin = 0;
        for (int i = 1; i <= count; ++i) {
            if (i < count && m_model.stageOn(first + i) == m_model.stageOn(first + begin))
                continue;
            const int stage = m_model.stageOn(first + begin);
            m_painter.fillRect(QRectF(box.left() + begin * step, box.top(), (i - begin) * step, box.height()),
                               stage < 0 ? m_tokens.surfaceAlt : m_stage[static_cast<std::size_t>(stage)]);
            begin = i;
        }
        m_painter.setOpacity(1.0);
        const QString letter = nodeKindLetter(m_model.cluster, node);
        const QFont font = sized(box.height() - 2, 6.0, 12.0);
        if (letter.isEmpty() || box.height() < 9 || QFontMetricsF(font).horizontalAdvance(letter) > box.width())
            return;
        m_painter.setFont(font);
        const int stage = m_model.stageOn(first);
        m_painter.setPen(textOn(stage < 0 ? m_tokens.surfaceAlt : m_stage[static_cast<std::size_t>(stage)]));
        m_painter.drawText(box.adjusted(2, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, letter);
    }

    void paintCell(int gpu)
    {
        const QRectF rect = withEvenGap(screen(m_model.geometry.cellRect(gpu)), MeshGeometry::cellGap);
        if (!rect.intersects(m_picture.viewport))
            return;
        const int stage = m_model.stageOn(gpu);
        const QColor fill = stage < 0 ? m_tokens.surface : m_stage[static_cast<std::size_t>(stage)];
        const bool dimmed = m_picture.kept != nullptr && !std::binary_search(m_picture.kept->begin(), m_picture.kept->end(), gpu);
        m_painter.setOpacity(dimmed ? dimmedOpacity : 1.0);
        m_painter.fillRect(rect, fill);
        if (m_model.isOut(gpu))
            paintCross(rect, fill);
        if (m_detail == MeshDetail::Names)
            paintNames(gpu, rect, fill);
        else if (m_detail == MeshDetail::Ids)
            paintIds(gpu, rect, fill);
        if (dimmed)
            m_painter.setOpacity(1.0);
    }

    void paintCross(const QRectF& rect, const QColor& fill)
    {
        const QColor ink = mixed(fill, m_tokens.bad, 0.8);
        drawHatch(m_painter, rect, Hatch::Rising, mixed(fill, m_tokens.bad, 0.35));
        m_painter.setPen(QPen(ink, rect.height() > 20 ? 2 : 1));
        m_painter.drawLine(rect.topLeft(), rect.bottomRight());
        m_painter.drawLine(rect.bottomLeft(), rect.topRight());
        if (rect.height() > 12)
            m_painter.drawRect(rect.adjusted(1, 1, -1, -1));
    }

    void paintNames(int gpu, const QRectF& rect, const QColor& fill)
    {
        m_painter.setFont(m_nameFont);
        const QFontMetricsF metrics(m_nameFont);
        const QRectF inner = rect.adjusted(6, 4, -5, -3);
        const QColor ink = textOn(fill);
        m_painter.setPen(mixed(fill, ink, 0.75));
        const int rank = m_model.rankOn(gpu);
        QString head = QCoreApplication::translate("Mesh", "GPU %1").arg(gpu);
        if (rank >= 0 && rank != gpu)
            head = QCoreApplication::translate("Mesh", "GPU %1: rank %2").arg(gpu).arg(rank);
        if (m_model.isOut(gpu))
            head = QCoreApplication::translate("Mesh", "GPU %1 out").arg(gpu);
        m_painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, metrics.elidedText(head, Qt::ElideRight, inner.width()));
        m_painter.setPen(ink);
        double y = inner.top() + metrics.lineSpacing();
        QString line;
        const auto flush = [&] {
            if (!line.isEmpty() && y + metrics.height() <= inner.bottom() + 2)
                m_painter.drawText(QRectF(inner.left(), y, inner.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, line);
            y += metrics.lineSpacing();
            line.clear();
        };
        for (const QString& part : m_model.coordinateOf(gpu)) {
            const QString longer = line.isEmpty() ? part : line + QStringLiteral("  ") + part;
            if (!line.isEmpty() && metrics.horizontalAdvance(longer) > inner.width()) {
                flush();
                line = part;
            } else {
                line = longer;
            }
        }
        flush();
    }

    void paintIds(int gpu, const QRectF& rect, const QColor& fill)
    {
        if (m_model.rankOn(gpu) < 0)
            return;
        m_painter.setFont(m_idFont);
        m_painter.setPen(textOn(fill));
        const QString stage = QStringLiteral("p%1").arg(m_model.stageOn(gpu));
        if (rect.height() < 2.4 * m_idFont.pixelSize()) {
            m_painter.drawText(rect, Qt::AlignCenter, m_model.stages > 1 ? stage : QString::number(m_model.rankOn(gpu)));
            return;
        }
        m_painter.drawText(rect, Qt::AlignCenter, QStringLiteral("%1\n%2").arg(m_model.rankOn(gpu)).arg(stage));
    }

    QPainter& m_painter;
    const MeshModel& m_model;
    const Tokens& m_tokens;
    const MeshPicture& m_picture;
    MeshDetail m_detail;
    std::vector<QColor> m_stage;
    QFont m_nameFont, m_idFont, m_titleFont;
};

} // namespace

MeshDetail detailOf(const MeshPicture& picture)
{
    const QRectF view = picture.camera.toWorld(picture.viewport).intersected(picture.model.geometry.bounds());
    // By area: counting single cells would cost as much as painting them.
    const QRectF all = picture.model.geometry.bounds();
    const double share = std::max(0.0, view.width()) * std::max(0.0, view.height()) / (all.width() * all.height());
    return detailFor(picture.camera.scale, static_cast<int>(share * picture.model.gpus()), std::max(1.0, picture.textScale));
}

QColor stageColor(const Tokens& tokens, int stage, int stages)
{
    const double along = stages > 1 ? static_cast<double>(stage) / (stages - 1) : 0.3;
    return mixed(tokens.surface, tokens.axis[indexOf(Axis::Pp)], 0.18 + 0.72 * along);
}

void paintMesh(QPainter& painter, const MeshPicture& picture)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setRenderHint(QPainter::TextAntialiasing, true);
    BasePainter(painter, picture).paint();
    painter.restore();
}

} // namespace shardscape
