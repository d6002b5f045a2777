// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_painter.h"

#include "views/common/text_scale.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

/// Line style and letter tell the four groups apart without color.
Qt::PenStyle lineOf(std::size_t group)
{
    constexpr std::array<Qt::PenStyle, 4> styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    return styles[group];
}

QString letterOf(std::size_t group)
{
    constexpr std::array<char16_t, 4> letters{u'T', u'D', u'P', u'E'};
    return QString(QChar(letters[group]));
}

class OverlayPainter {
public:
    OverlayPainter(QPainter& painter, const MeshPicture& picture) : m_painter(painter), m_picture(picture), m_tokens(picture.tokens), m_letterFont(painter.font()) {}

    void groups(int gpu)
    {
        for (std::size_t group = 0; group < meshGroups.size(); ++group) {
            const std::vector<int> members = m_picture.model.groupGpus(meshGroups[group], gpu);
            if (members.size() < 2)
                continue;
            for (const int member : members)
                if (const QRectF cell = screen(member); member != gpu && cell.intersects(m_picture.viewport))
                    outline(group, cell);
        }
        cells({gpu}, QPen(m_tokens.surface, 4), -2);
        cells({gpu}, QPen(m_tokens.text, 2), -2);
    }

    void cells(const std::vector<int>& gpus, const QPen& pen, double grow)
    {
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        for (const int gpu : gpus)
            if (const QRectF cell = screen(gpu); cell.intersects(m_picture.viewport))
                m_painter.drawRect(cell.adjusted(-grow, -grow, grow, grow));
    }

    void arrow(int from, int to)
    {
        const QPointF a = screen(from).center();
        const QPointF b = screen(to).center();
        const QLineF line(a, b);
        if (line.length() < 8)
            return;
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        m_painter.setPen(QPen(m_tokens.accent, 2));
        m_painter.drawLine(line);
        const bool both = m_picture.model.rankOn(to) >= 0;
        head(b, line.angle());
        if (both)
            head(a, line.angle() + 180);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    /// What would sit on the targets: the stage's color and the rank, half transparent.
    void ghosts(const std::vector<int>& from, const std::vector<int>& to)
    {
        const MeshModel& model = m_picture.model;
        for (std::size_t i = 0; i < std::min(from.size(), to.size()); ++i) {
            const QRectF cell = screen(to[i]);
            if (model.rankOn(from[i]) < 0 || !cell.intersects(m_picture.viewport))
                continue;
            QColor fill = stageColor(m_tokens, model.stageOn(from[i]), model.stages);
            fill.setAlphaF(0.7F);
            m_painter.fillRect(cell, fill);
            const QString rank = QString::number(model.rankOn(from[i]));
            m_painter.setPen(textOn(fill));
            if (m_painter.fontMetrics().horizontalAdvance(rank) + 4 < cell.width() && m_painter.fontMetrics().height() < cell.height())
                m_painter.drawText(cell, Qt::AlignCenter, rank);
        }
    }

    void banner(const QString& text)
    {
        const QFontMetricsF metrics(m_letterFont);
        const QRectF plate(m_picture.viewport.left(), m_picture.viewport.top(), m_picture.viewport.width(), metrics.height() + 8);
        m_painter.fillRect(plate, m_tokens.accent);
        m_painter.setPen(m_tokens.accentText);
        m_painter.setFont(m_letterFont);
        m_painter.drawText(plate.adjusted(8, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter,
                           metrics.elidedText(text, Qt::ElideRight, plate.width() - 16));
    }

    void label(const QString& text, QPointF at, bool bad)
    {
        QFont font = m_letterFont;
        font.setBold(true);
        m_painter.setFont(font);
        const QFontMetricsF metrics(font);
        const QRectF words = metrics.boundingRect(QRectF(0, 0, std::max(80.0, m_picture.viewport.width() - 24), 1e6), Qt::TextWordWrap, text);
        QRectF plate(at + QPointF(16, 12), words.size() + QSizeF(15, 8));
        // Stays inside the picture, and beside the pointer rather than under it.
        if (plate.right() > m_picture.viewport.right())
            plate.moveRight(std::max(m_picture.viewport.left() + plate.width(), at.x() - 8));
        if (plate.bottom() > m_picture.viewport.bottom())
            plate.moveBottom(at.y() - 8);
        m_painter.fillRect(plate, m_tokens.surface);
        m_painter.setPen(QPen(bad ? m_tokens.bad : m_tokens.accent, 1.5));
        m_painter.drawRect(plate);
        m_painter.setPen(bad ? m_tokens.bad : m_tokens.text);
        m_painter.drawText(plate.adjusted(7, 0, -7, 0), Qt::AlignCenter | Qt::TextWordWrap, text);
    }

private:
    [[nodiscard]] QRectF screen(int gpu) const { return m_picture.camera.toScreen(m_picture.model.geometry.cellRect(gpu)); }

    void outline(std::size_t group, const QRectF& cell)
    {
        const QColor color = m_tokens.axis[indexOf(axisOf(meshGroups[group]))];
        // A GPU shares at most its EP group with another of the four, so one step of inset keeps both visible.
        const double inset = meshGroups[group] == GroupKind::Ep && cell.height() >= 14 ? 4.0 : 1.0;
        m_painter.setBrush(Qt::NoBrush);
        // A light line below keeps the color visible on every stage color.
        if (cell.height() >= 14) {
            m_painter.setPen(QPen(m_tokens.surface, 3));
            m_painter.drawRect(cell.adjusted(inset, inset, -inset, -inset));
        }
        m_painter.setPen(QPen(color, cell.height() >= 14 ? 2 : 1.5, cell.height() >= 14 ? lineOf(group) : Qt::SolidLine));
        m_painter.drawRect(cell.adjusted(inset, inset, -inset, -inset));
        if (cell.height() < 26)
            return;
        QFont font = m_painter.font();
        font.setPixelSize(scaledPixels(m_picture.textScale, cell.height() / 4, 8, 12));
        font.setBold(true);
        m_painter.setFont(font);
        const double box = font.pixelSize() + 3.0;
        const double place = meshGroups[group] == GroupKind::Ep ? 2 : 1; // beside another group's
        const QRectF tag(cell.right() - box * place - 2, cell.bottom() - box - 2, box, box);
        m_painter.fillRect(tag, color);
        m_painter.setPen(textOn(color));
        m_painter.drawText(tag, Qt::AlignCenter, letterOf(group));
    }

    void head(QPointF tip, double angle)
    {
        for (const double turn : {150.0, 210.0})
            m_painter.drawLine(QLineF::fromPolar(10, angle + turn).translated(tip));
    }

    QPainter& m_painter;
    const MeshPicture& m_picture;
    const Tokens& m_tokens;
    QFont m_letterFont; ///< as a person set it
};

} // namespace

void paintMeshOverlay(QPainter& painter, const MeshPicture& picture, const MeshOverlay& overlay)
{
    const Tokens& tokens = picture.tokens;
    painter.save();
    painter.setClipRect(picture.viewport);
    painter.setRenderHint(QPainter::Antialiasing, false);
    OverlayPainter draw(painter, picture);
    if (overlay.focused)
        draw.groups(*overlay.focused);
    draw.cells(overlay.selection, QPen(tokens.accent, picture.camera.scale >= 14 ? 3 : 2), picture.camera.scale >= 14 ? 1 : 0);
    if (overlay.cursor) {
        draw.cells({*overlay.cursor}, QPen(tokens.text, 2), 3);
        draw.cells({*overlay.cursor}, QPen(tokens.surface, 1, Qt::DotLine), 3);
    }
    draw.ghosts(overlay.dragFrom, overlay.dragTo);
    draw.cells(overlay.dragTo, QPen(tokens.accent, 2, Qt::DashLine), 2);
    if (!overlay.dragFrom.empty() && !overlay.dragTo.empty())
        draw.arrow(overlay.dragFrom.front(), overlay.dragTo.front());
    if (overlay.rubberBand) {
        QColor fill = tokens.accent;
        fill.setAlphaF(0.12F);
        painter.fillRect(*overlay.rubberBand, fill);
        painter.setPen(QPen(tokens.accent, 1, Qt::DashLine));
        painter.drawRect(*overlay.rubberBand);
    }
    if (!overlay.banner.isEmpty())
        draw.banner(overlay.banner);
    if (!overlay.label.isEmpty())
        draw.label(overlay.label, overlay.labelAt, overlay.labelIsBad);
    painter.restore();
}

void paintMeshLegend(QPainter& painter, const QRectF& area, const MeshPicture& picture)
{
    const Tokens& tokens = picture.tokens;
    const MeshModel& model = picture.model;
    const QFontMetricsF metrics(painter.font());
    painter.save();
    double x = area.left() + 6;
    const auto word = [&](const QString& text, const QColor& color) {
        const double width = metrics.horizontalAdvance(text);
        if (x + width > area.right())
            return false;
        painter.setPen(color);
        painter.drawText(QRectF(x, area.top(), width + 2, area.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + 6;
        return true;
    };
    if (model.stages > 1) {
        word(QCoreApplication::translate("Mesh", "stage 0"), tokens.text);
        const int shown = std::min(model.stages, 16);
        for (int i = 0; i < shown; ++i, x += 9)
            painter.fillRect(QRectF(x, area.center().y() - 5, 9, 10),
                             stageColor(tokens, i * (model.stages - 1) / std::max(1, shown - 1), model.stages));
        x += 4;
        word(QString::number(model.stages - 1), tokens.text);
        x += 8;
    }
    for (std::size_t group = 0; group < meshGroups.size(); ++group) {
        const int size = model.plan->mesh.groupSize(meshGroups[group]);
        const QString text =
            QStringLiteral("%1 %2 ×%3").arg(letterOf(group), QString::fromUtf8(toText(axisOf(meshGroups[group])))).arg(size);
        if (size < 2 || x + 24 + metrics.horizontalAdvance(text) > area.right())
            continue;
        painter.setPen(QPen(tokens.axis[indexOf(axisOf(meshGroups[group]))], 2, lineOf(group)));
        painter.drawLine(QPointF(x, area.center().y()), QPointF(x + 18, area.center().y()));
        x += 22;
        word(text, tokens.text);
        x += 6;
    }
    switch (detailOf(picture)) {
    case MeshDetail::Names:
    case MeshDetail::Ids: break;
    case MeshDetail::Cells:
        word(picture.onPaper ? QCoreApplication::translate("Mesh", "one cell a GPU")
                             : QCoreApplication::translate("Mesh", "one cell a GPU; zoom in for names"),
             tokens.textMuted);
        break;
    case MeshDetail::Nodes:
        word(picture.onPaper ? QCoreApplication::translate("Mesh", "one box a node")
                             : QCoreApplication::translate("Mesh", "one box a node; zoom in for GPUs"),
             tokens.textMuted);
        break;
    }
    painter.restore();
}

} // namespace shardscape
