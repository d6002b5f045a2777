// SPDX-License-Identifier: GPL-3.0-or-later
// What the mesh canvas tells and asks about GPUs: words for assistive technology, groups that are taken as a whole, hardware mode.
#include "views/mesh/degree_edit.h"
#include "views/mesh/mesh_canvas.h"

#include <algorithm>

namespace shardscape {

QString MeshCanvas::itemName(int gpu) const { return tr("GPU %1").arg(gpu); }

QString MeshCanvas::itemValue(int gpu) const
{
    const QString words = m_wordsOf ? m_wordsOf(gpu) : QString();
    const QString place = m_model->nodeName(gpu / m_model->geometry.gpusPerNode()) + QStringLiteral(", ") + m_model->stateOf(gpu);
    return words.isEmpty() ? place : place + QStringLiteral("; ") + words;
}

QRect MeshCanvas::itemRect(int gpu) const { return camera().toScreen(m_model->geometry.cellRect(gpu)).toAlignedRect(); }

void MeshCanvas::setCursorGpu(int gpu)
{
    m_cursor = gpu;
    setAccessibleDescription(itemValue(gpu));
    if (hasFocus())
        announceItem(*this, *this);
    update();
}

std::vector<int> MeshCanvas::chosen() const
{
    if (!m_selection.empty() || !m_cursor)
        return m_selection;
    return {*m_cursor};
}

void MeshCanvas::selectTogether(std::vector<int> gpus)
{
    setSelection(std::move(gpus));
    m_group = static_cast<int>(m_selection.size()) < itemCount() ? m_selection : std::vector<int>{};
    invalidateBase();
}

void MeshCanvas::selectCoordinate(Axis axis)
{
    if (!m_model || m_gesture != Gesture::None)
        return;
    if (!m_cursor || m_model->rankOn(*m_cursor) < 0)
        setCursorGpu(m_model->plan->mesh.gpuOf(0));
    const auto with = [this, axis](int coordinate) {
        std::vector<int> gpus;
        for (int gpu = 0; gpu < m_model->gpus(); ++gpu)
            if (m_model->coordinateOn(axis, gpu) == coordinate)
                gpus.push_back(gpu);
        return gpus;
    };
    const int here = m_model->coordinateOn(axis, *m_cursor);
    std::vector<int> gpus = with(here);
    if (gpus == m_selection && degreeOf(m_model->plan->parallelism, axis) > 1) {
        gpus = with((here + 1) % degreeOf(m_model->plan->parallelism, axis));
        if (!gpus.empty())
            setCursorGpu(gpus.front());
    }
    m_anchor = m_cursor;
    selectTogether(std::move(gpus));
    Q_EMIT spoken(tr("%1 %2: %n GPU(s)", nullptr, static_cast<int>(m_selection.size()))
                      .arg(QString::fromUtf8(toText(axis)))
                      .arg(m_model->coordinateOn(axis, *m_cursor)));
}

void MeshCanvas::fitSelection()
{
    if (!m_model || chosen().empty())
        return fit();
    QRectF bounds;
    for (const int gpu : chosen())
        bounds |= m_model->geometry.cellRect(gpu);
    const Camera close = fitCamera(bounds, viewport().size(), closestMeshFit);
    if (close == camera())
        fit();
    else
        setCamera(close);
}

void MeshCanvas::setHardwareMode(bool on)
{
    if (on == m_hardware)
        return;
    cancelGesture();
    m_hardware = on;
    update();
    Q_EMIT hardwareModeChanged(on);
    Q_EMIT spoken(on ? tr("Hardware mode: nodes and marks are edited, ranks stay where they are.") : tr("Assignment mode: ranks are moved."));
}

void MeshCanvas::toggleOutOfOrder()
{
    if (!m_model || m_gesture != Gesture::None)
        return;
    if (!m_hardware)
        Q_EMIT spoken(tr("GPUs are marked out of order in hardware mode only: press H first."));
    else if (!chosen().empty())
        Q_EMIT outOfOrderToggled(chosen());
}

void MeshCanvas::askNode()
{
    if (m_model && m_hardware && m_gesture == Gesture::None)
        Q_EMIT nodeAsked();
    else if (!m_hardware)
        Q_EMIT spoken(tr("Nodes are added in hardware mode only: press H first."));
}

void MeshCanvas::askRelease()
{
    if (m_model && m_gesture == Gesture::None && !chosen().empty())
        Q_EMIT releaseAsked(chosen());
}

} // namespace shardscape
