// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_painter.h"

#include "views/common/fitting_text.h"
#include "views/common/hatch.h"
#include "views/common/number_text.h"
#include "views/common/text_scale.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

QPainterPath fabricLinkPath(const QLineF& line, double arc)
{
    QPainterPath path(line.p1());
    if (arc <= 0.0) {
        path.lineTo(line.p2());
        return path;
    }
    QPointF out = QPointF(-line.dy(), line.dx()) / std::max(1e-9, line.length());
    if (out.y() < -1e-6 || (std::abs(out.y()) <= 1e-6 && out.x() < 0.0))
        out = -out;
    const QPointF swing = out * (arc * 1.33);
    path.cubicTo(line.p1() + swing, line.p2() + swing, line.p2());
    return path;
}

bool showsNodeInside(const FabricPicture& picture)
{
    constexpr double smallestGpu = 7.0; // pixels; below, devices and links would be specks
    return picture.camera.scale >= smallestGpu;
}

namespace {

constexpr int colorSteps = 32;

QString deviceLabel(const Vertex& v, int gpusPerNode)
{
    switch (v.kind) {
    case VertexKind::Gpu: return QString::number(v.index % gpusPerNode);
    case VertexKind::NvSwitch: return FabricModel::tr("NVSwitch");
    case VertexKind::PcieSwitch: return FabricModel::tr("P%1", "PCIe switch").arg(v.index);
    case VertexKind::HostBridge: return FabricModel::tr("B%1", "host bridge").arg(v.index);
    case VertexKind::Socket: return FabricModel::tr("C%1", "processor").arg(v.index);
    case VertexKind::Nic: return FabricModel::tr("N%1", "network adapter").arg(v.index);
    case VertexKind::Leaf: return FabricModel::tr("leaf %1").arg(v.index);
    case VertexKind::Spine: return FabricModel::tr("spine %1").arg(v.index);
    case VertexKind::Core: return FabricModel::tr("core");
    }
    return {};
}

double penWidth(const Link& link, double scale)
{
    return std::clamp((1.0 + 0.6 * std::log2(std::max<double>(1.0, link.lanes))) * scale / 40.0, 1.0, 6.0);
}

class FabricPainter {
public:
    FabricPainter(QPainter& painter, const FabricPicture& picture)
        : m_painter(painter), m_picture(picture), m_model(picture.model), m_fabric(picture.model.fabric()), m_layout(picture.model.layout())
    {
        for (int i = 0; i < colorSteps; ++i)
            m_ramp.push_back(loadColor(picture.tokens, i / (colorSteps - 1.0)));
    }

    void paint()
    {
        const bool inside = showsNodeInside(m_picture);
        const QRectF world(m_picture.camera.toWorld(m_picture.viewport.topLeft()), m_picture.viewport.size() / m_picture.camera.scale);
        m_painter.setRenderHint(QPainter::Antialiasing, inside);
        for (int node = 0; node < m_fabric.nodes(); ++node) {
            const QRectF box = m_layout.nodeRect(node);
            if (!box.intersects(world))
                continue;
            if (!inside) {
                summary(node, box);
                continue;
            }
            nodeBox(node, box);
            for (int i = m_fabric.firstLinkOf(node); i < m_fabric.firstLinkOf(node + 1); ++i)
                link(i);
        }
        const int networkLinks = m_fabric.firstLinkOf(m_fabric.nodes());
        for (int i = networkLinks; i < static_cast<int>(m_fabric.links().size()); ++i)
            link(i);
        flushLines();
        if (inside)
            for (int node = 0; node < m_fabric.nodes(); ++node)
                if (m_layout.nodeRect(node).intersects(world))
                    for (int v = m_fabric.firstVertexOf(node); v < m_fabric.firstVertexOf(node + 1); ++v)
                        device(v);
        for (int v = m_fabric.firstVertexOf(m_fabric.nodes()); v < static_cast<int>(m_fabric.vertices().size()); ++v)
            device(v);
    }

private:
    [[nodiscard]] const QColor& colorOf(double busy) const
    {
        return m_ramp[static_cast<std::size_t>(std::lround(loadScale(busy) * (colorSteps - 1)))];
    }

    void nodeBox(int node, const QRectF& world)
    {
        const QRectF box = m_picture.camera.toScreen(world);
        m_painter.setPen(QPen(m_picture.tokens.line, 1));
        m_painter.setBrush(m_picture.tokens.surfaceAlt);
        m_painter.drawRect(box);
        if (m_picture.camera.scale < 12)
            return;
        m_painter.setPen(m_picture.tokens.textMuted);
        text(box.adjusted(4, 0, -4, -1), Qt::AlignLeft | Qt::AlignBottom, m_model.nodeName(node), 0.34);
    }

    void summary(int node, const QRectF& world)
    {
        const QRectF box = m_picture.camera.toScreen(world);
        const double busy = m_model.busiestOf(node);
        const QColor fill = busy > 0.0 ? colorOf(busy) : m_picture.tokens.surfaceAlt;
        m_painter.fillRect(box, fill);
        if (box.width() < 26 * m_picture.textScale || box.height() < 14 * m_picture.textScale)
            return;
        m_painter.setPen(textOn(fill));
        QFont font = m_painter.font();
        font.setPixelSize(scaledPixels(m_picture.textScale, box.height() / 4, 8, 13));
        m_painter.setFont(font);
        m_painter.drawText(box, Qt::AlignCenter,
                           box.height() < 30 * m_picture.textScale
                               ? QString::number(node) + m_model.kindLetter(node)
                               : FabricModel::tr("node %1\n%2", "node and its fullest link")
                                     .arg(QString::number(node) + m_model.kindLetter(node), percentText(busy)));
    }

    void link(int index)
    {
        const Link& l = m_fabric.links()[static_cast<std::size_t>(index)];
        const double busy = m_model.busy(index);
        const QLineF line = m_picture.camera.toScreen(m_layout.linkLine(m_fabric, index));
        const double width = penWidth(l, m_picture.camera.scale);
        const double arc = m_layout.arcDepth(m_fabric, index) * m_picture.camera.scale;
        if (busy <= 0.0) {
            m_painter.setPen(QPen(m_picture.tokens.line, 1));
            drawOne(m_painter, line, arc);
            return;
        }
        const auto step = static_cast<std::size_t>(std::lround(loadScale(busy) * (colorSteps - 1)));
        m_loaded.push_back({step, width, line, arc});
    }

    static void drawOne(QPainter& painter, const QLineF& line, double arc)
    {
        if (arc <= 0.0) {
            painter.drawLine(line);
            return;
        }
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(fabricLinkPath(line, arc));
    }

    /// Loaded links over idle ones, the fullest on top.
    void flushLines()
    {
        std::stable_sort(m_loaded.begin(), m_loaded.end(), [](const Loaded& a, const Loaded& b) { return a.step < b.step; });
        for (const Loaded& loaded : m_loaded) {
            m_painter.setPen(QPen(m_ramp[loaded.step], loaded.width, Qt::SolidLine, Qt::FlatCap));
            drawOne(m_painter, loaded.line, loaded.arc);
        }
    }

    /// Leaves and spines of big clusters carry the color of their fuller uplink, whose line is only a stub.
    [[nodiscard]] QColor layerColor(const Vertex& v) const
    {
        const bool leaf = v.kind == VertexKind::Leaf;
        if ((leaf && m_fabric.pods() == 0) || (!leaf && m_fabric.pods() < 2))
            return m_picture.tokens.surface;
        const double busy = leaf ? std::max(m_model.busy(m_fabric.leafUp(v.index)), m_model.busy(m_fabric.leafDown(v.index)))
                                 : std::max(m_model.busy(m_fabric.podUp(v.index)), m_model.busy(m_fabric.podDown(v.index)));
        return busy > 0.0 ? colorOf(busy) : m_picture.tokens.surface;
    }

    [[nodiscard]] bool isOutOfOrder(int gpu) const
    {
        const auto& inputs = m_model.evaluation().inputs;
        return inputs &&
               std::find(inputs->cluster.outOfOrder.begin(), inputs->cluster.outOfOrder.end(), gpu) != inputs->cluster.outOfOrder.end();
    }

    void device(int vertex)
    {
        const QRectF box = m_picture.camera.toScreen(m_layout.vertexRect(m_fabric, vertex));
        if (!box.intersects(m_picture.viewport) || box.width() < 1.5)
            return;
        const Vertex& v = m_fabric.vertices()[static_cast<std::size_t>(vertex)];
        const bool gpu = v.kind == VertexKind::Gpu;
        m_painter.setPen(QPen(gpu ? m_picture.tokens.text : m_picture.tokens.textMuted, 1));
        const bool layer = v.kind == VertexKind::Leaf || v.kind == VertexKind::Spine;
        const QColor fill = layer && !m_layout.drawsNodeUplinks() ? layerColor(v) : m_picture.tokens.surface;
        m_painter.setBrush(fill);
        if (v.kind == VertexKind::Nic || gpu || box.width() < 14)
            m_painter.drawRect(box);
        else
            m_painter.drawRoundedRect(box, 3, 3);
        if (gpu && isOutOfOrder(v.index)) {
            drawHatch(m_painter, box, Hatch::Rising, m_picture.tokens.textMuted);
            m_painter.setPen(QPen(m_picture.tokens.bad, 2));
            m_painter.drawLine(box.topLeft(), box.bottomRight());
            m_painter.drawLine(box.topRight(), box.bottomLeft());
        }
        if (box.height() >= 9) {
            m_painter.setPen(layer ? textOn(fill) : m_picture.tokens.text);
            text(box, Qt::AlignCenter, deviceLabel(v, m_fabric.gpusPerNode()), gpu ? 0.36 : 0.26);
        }
    }

    void text(const QRectF& box, int flags, const QString& words, double worldHeight)
    {
        QFont font = m_painter.font();
        font.setPixelSize(scaledPixels(m_picture.textScale, worldHeight * m_picture.camera.scale, 7, 15));
        m_painter.setFont(font);
        if (QFontMetricsF(font).horizontalAdvance(words) <= box.width() + 2)
            m_painter.drawText(box, flags | Qt::TextDontClip, words);
    }

    struct Loaded {
        std::size_t step;
        double width;
        QLineF line;
        double arc;
    };

    QPainter& m_painter;
    const FabricPicture& m_picture;
    const FabricModel& m_model;
    const Fabric& m_fabric;
    const FabricLayout& m_layout;
    std::vector<QColor> m_ramp;
    std::vector<Loaded> m_loaded;
};

} // namespace

void paintFabric(QPainter& painter, const FabricPicture& picture)
{
    painter.save();
    painter.setClipRect(picture.viewport);
    FabricPainter{painter, picture}.paint();
    painter.restore();
}

void paintFabricFocus(QPainter& painter, const FabricPicture& picture, Focus focus)
{
    const Fabric& fabric = picture.model.fabric();
    painter.save();
    painter.setClipRect(picture.viewport);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (focus.kind == Focus::Kind::Link && focus.id >= 0 && focus.id < static_cast<qint64>(fabric.links().size())) {
        const int link = static_cast<int>(focus.id);
        const QLineF line = picture.camera.toScreen(picture.model.layout().linkLine(fabric, link));
        const double arc = picture.model.layout().arcDepth(fabric, link) * picture.camera.scale;
        const QPainterPath path = fabricLinkPath(line, arc);
        painter.setPen(QPen(picture.tokens.accent, 5));
        painter.drawPath(path);
        painter.setPen(QPen(picture.tokens.ground, 1.5));
        painter.drawPath(path);
        painter.setPen(QPen(picture.tokens.accent, 2));
        painter.drawEllipse(line.p2(), 4, 4); // the direction: a ring at the receiving end
    }
    if (focus.kind == Focus::Kind::Gpu && focus.id >= 0 && focus.id < fabric.gpus()) {
        const QRectF box = picture.model.layout().vertexRect(fabric, fabric.gpuVertex(static_cast<int>(focus.id)));
        painter.setPen(QPen(picture.tokens.accent, 3));
        painter.drawRect(picture.camera.toScreen(box).adjusted(-2, -2, 2, 2));
    }
    painter.restore();
}

namespace {

constexpr double legendMargin = 8.0;
constexpr double legendSwatch = 22.0;
constexpr double legendMarks[] = {0.001, 0.01, 0.1, 1.0};

QString legendTitle() { return FabricModel::tr("Busy share of the period:"); }

QString legendRest(bool nodesAreOpen)
{
    return nodesAreOpen
               ? FabricModel::tr("Width: lanes. Gray: idle. Cross: out of order. N: NIC, P: PCIe switch, C: CPU.")
               : FabricModel::tr("Each cell is a node with its fullest link; above it the leaves and their uplinks. Zoom in to open nodes.");
}

/// The same where even a line of its own is too short for it.
QString legendShort(bool nodesAreOpen)
{
    return nodesAreOpen ? FabricModel::tr("Gray: idle. Cross: out of order. N: NIC, P: PCIe switch, C: CPU.")
                        : FabricModel::tr("A cell is a node with its fullest link. Zoom in to open nodes.");
}

/// Where the scale ends.
double scaleWidth(const QFontMetricsF& metrics)
{
    double width = legendMargin + metrics.horizontalAdvance(legendTitle()) + 10;
    for (const double mark : legendMarks)
        width += legendSwatch + 12 + metrics.horizontalAdvance(percentText(mark));
    return width;
}

} // namespace

int fabricLegendLines(const QFontMetricsF& metrics, double width)
{
    const double rest = std::max(metrics.horizontalAdvance(legendRest(true)), metrics.horizontalAdvance(legendRest(false)));
    return scaleWidth(metrics) + rest + 2 * legendMargin <= width ? 1 : 2;
}

void paintFabricLegend(QPainter& painter, const QRectF& area, const FabricPicture& picture)
{
    const QFontMetricsF metrics(painter.font());
    const bool twoLines = fabricLegendLines(metrics, area.width()) == 2 && area.height() >= 2 * metrics.height();
    const QRectF line(area.left(), area.top(), area.width(), twoLines ? area.height() / 2 : area.height());
    painter.setPen(picture.tokens.text);
    double x = line.left() + legendMargin;
    painter.drawText(QRectF(x, line.top(), metrics.horizontalAdvance(legendTitle()) + 4, line.height()), Qt::AlignVCenter, legendTitle());
    x += metrics.horizontalAdvance(legendTitle()) + 10;
    for (const double mark : legendMarks) {
        painter.fillRect(QRectF(x, line.center().y() - 5, legendSwatch, 10), loadColor(picture.tokens, loadScale(mark)));
        const QString label = percentText(mark);
        const double wide = metrics.horizontalAdvance(label);
        painter.drawText(QRectF(x + legendSwatch + 4, line.top(), wide + 4, line.height()), Qt::AlignVCenter, label);
        x += legendSwatch + 12 + wide;
    }
    painter.setPen(picture.tokens.textMuted);
    const double from = twoLines ? line.left() : x;
    const QRectF room(from + legendMargin, twoLines ? line.bottom() : line.top(), std::max(0.0, area.right() - from - 2 * legendMargin + 4),
                      line.height());
    painter.drawText(room, Qt::AlignVCenter, fittingText(metrics, {legendRest(showsNodeInside(picture)), legendShort(showsNodeInside(picture))}, room.width()));
}

} // namespace shardscape
