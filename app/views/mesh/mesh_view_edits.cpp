// SPDX-License-Identifier: GPL-3.0-or-later
// From gestures to edits: what canvas, chips and rack ask for becomes one named step of the history, or a preview while it is under way.
#include "document/document.h"
#include "evaluate/evaluate.h"
#include "shell/focus_hub.h"
#include "views/common/elided_label.h"
#include "views/common/number_text.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/mesh/degree_edit.h"
#include "views/mesh/hardware_edit.h"
#include "views/mesh/mesh_rack.h"
#include "views/mesh/mesh_view.h"
#include "views/mesh/replica_edit.h"

#include <QToolButton>

#include <algorithm>
#include <set>

namespace shardscape {

namespace {

Scenario withOrder(const Scenario& scenario, const std::vector<Axis>& order)
{
    Scenario after = scenario;
    std::copy_n(order.begin(), std::min(order.size(), after.parallelism.axisOrder.size()), after.parallelism.axisOrder.begin());
    return after;
}

QString firstMessage(const Problems& problems) { return QString::fromStdString(problems.front().message); }

} // namespace

void MeshView::previewOrEnd(const std::optional<Scenario>& scenario)
{
    m_previewing = scenario.has_value();
    if (m_previewing)
        return preview(*scenario);
    m_product->setText(m_productText);
    m_context.focus.setPreview(nullptr);
}

void MeshView::connectGestures()
{
    connect(m_canvas, &MeshCanvas::placementEdited, this, [this](const std::vector<int>& placement, const QString& text) {
        m_context.document.edit(text, withPlacement(m_context.document.scenario(), placement));
    });
    connect(m_canvas, &MeshCanvas::placementPreviewed, this, [this](const std::vector<int>& placement) {
        m_rack->setHighlighted(false);
        previewOrEnd(placement.empty() ? std::nullopt : std::optional{withPlacement(m_context.document.scenario(), placement)});
    });
    connect(&m_previewer, &BackgroundEvaluator::finished, this, &MeshView::takePreview);
    connect(m_canvas, &MeshCanvas::gpuHovered, this, [this](int gpu) {
        m_context.focus.hover(gpu < 0 ? Focus{} : Focus{Focus::Kind::Gpu, gpu});
    });
    connect(m_canvas, &MeshCanvas::gpuPinned, this, [this](int gpu) { m_context.focus.pin({Focus::Kind::Gpu, gpu}); });
    connect(m_canvas, &MeshCanvas::spoken, this, &MeshView::statusText);
    connect(&m_frame->table(), &TableTwin::rowActivated, this, [this](int row) { m_context.focus.pin({Focus::Kind::Gpu, row}); });
    m_canvas->setWordsOf([this](int gpu) {
        const auto evaluation = m_context.document.evaluation();
        const int stage = m_canvas->model()->stageOn(gpu);
        if (evaluation == nullptr || stage < 0 || static_cast<std::size_t>(stage) >= evaluation->memory.byStage.size())
            return QString();
        return tr("%1 of %2").arg(memoryText(evaluation->memory.byStage[static_cast<std::size_t>(stage)].total()),
                                  memoryText(evaluation->memory.capacity));
    });
}

void MeshView::connectEdits()
{
    connect(m_chips, &AxisChips::orderEdited, this, [this](const std::vector<Axis>& order, const QString& text) {
        m_context.document.edit(text, withOrder(m_context.document.scenario(), order));
    });
    connect(m_chips, &AxisChips::orderPreviewed, this, [this](const std::vector<Axis>& order) {
        previewOrEnd(order.empty() ? std::nullopt : std::optional{withOrder(m_context.document.scenario(), order)});
    });
    m_chips->setStepsOf([this](Axis axis, DegreeTrade trade) {
        const auto inputs = inputsNow();
        return inputs == nullptr ? std::vector<DegreeStep>{} : degreeSteps(m_context.document.scenario(), *inputs, axis, trade);
    });
    connect(m_chips, &AxisChips::degreeEdited, this, [this](Axis axis, int degree, DegreeTrade trade) {
        const Scenario& before = m_context.document.scenario();
        const Scenario after = withDegree(before, axis, degree, trade);
        m_context.document.edit(degreeChangeText(before.parallelism, after.parallelism), after);
    });
    connect(m_chips, &AxisChips::degreePreviewed, this, [this](Axis axis, int degree, DegreeTrade trade) {
        previewOrEnd(degree == 0 ? std::nullopt : std::optional{withDegree(m_context.document.scenario(), axis, degree, trade)});
    });
    connect(m_chips, &AxisChips::coordinateAsked, m_canvas, &MeshCanvas::selectCoordinate);
    connect(m_chips, &AxisChips::spoken, this, &MeshView::statusText);
    connect(m_canvas, &MeshCanvas::outOfOrderToggled, this, &MeshView::toggleOutOfOrder);
    connect(m_canvas, &MeshCanvas::nodeAsked, this, &MeshView::addNode);
    connect(m_canvas, &MeshCanvas::releaseAsked, this, [this](const std::vector<int>& gpus) { release(gpus, false); });
    connect(m_canvas, &MeshCanvas::releasePreviewed, this, [this](const std::vector<int>& gpus) {
        m_rack->setHighlighted(true);
        release(gpus, true);
    });
    connect(m_hardware, &QToolButton::toggled, m_canvas, &MeshCanvas::setHardwareMode);
    connect(m_canvas, &MeshCanvas::hardwareModeChanged, this, [this](bool on) {
        m_hardware->setChecked(on);
        showRack();
    });
}

void MeshView::connectRack()
{
    connect(m_rack, &MeshRack::dragged, this, &MeshView::dragFromRack);
    connect(m_rack, &MeshRack::dropped, this, &MeshView::dropFromRack);
    connect(m_rack, &MeshRack::dragEnded, this, [this] {
        m_canvas->setIncoming(std::nullopt);
        previewOrEnd(std::nullopt);
    });
    connect(m_rack, &MeshRack::activated, this, [this](const RackItem& item) {
        const RackDrop drop = rackDrop(item, std::nullopt);
        Q_EMIT statusText(drop.text);
        if (drop.after)
            m_context.document.edit(drop.text, *drop.after);
    });
}

void MeshView::toggleOutOfOrder(const std::vector<int>& gpus)
{
    const MeshModel* model = m_canvas->model();
    std::vector<int> broken = model->outOfOrderList;
    const bool mark = std::any_of(gpus.begin(), gpus.end(), [model](int gpu) { return !model->isOut(gpu); });
    for (const int gpu : gpus) {
        broken.erase(std::remove(broken.begin(), broken.end(), gpu), broken.end());
        if (mark)
            broken.push_back(gpu);
    }
    const Result<Scenario> after = withOutOfOrder(m_context.document.scenario(), broken, model->placement(), model->cluster);
    if (!after) {
        Q_EMIT statusText(firstMessage(after.error()));
        return;
    }
    const QString what = gpus.size() == 1 ? tr("GPU %1").arg(gpus.front()) : tr("%n GPU(s)", nullptr, static_cast<int>(gpus.size()));
    m_context.document.edit(mark ? tr("Mark %1 out of order").arg(what) : tr("Put %1 back in order").arg(what), *after);
}

void MeshView::addNode()
{
    if (const Result<Scenario> after = withNodeAdded(m_context.document.scenario()))
        m_context.document.edit(tr("Add a node"), *after);
    else
        Q_EMIT statusText(firstMessage(after.error()));
}

/// In hardware mode the nodes of these GPUs leave the cluster, else their replicas leave the plan.
void MeshView::release(const std::vector<int>& gpus, bool onlyPreview)
{
    const MeshModel* model = m_canvas->model();
    const auto inputs = inputsNow();
    if (inputs == nullptr)
        return;
    const Scenario& scenario = m_context.document.scenario();
    Result<ReplicaEdit> edit = [&]() -> Result<ReplicaEdit> {
        if (!m_canvas->isHardwareMode())
            return withoutReplicasOf({scenario, *inputs, *model->plan}, gpus);
        std::set<int> nodes;
        for (const int gpu : gpus)
            nodes.insert(model->cluster.nodeOf(gpu));
        Result<Scenario> after = withNodesRemoved(scenario, model->cluster, {nodes.begin(), nodes.end()});
        if (!after)
            return tl::unexpected(after.error());
        const QString text = nodes.size() == 1 ? tr("Remove node %1").arg(*nodes.begin())
                                               : tr("Remove %1 nodes").arg(nodes.size());
        return ReplicaEdit{*after, {}, text};
    }();
    if (!edit) {
        setNote(firstMessage(edit.error()));
        Q_EMIT statusText(firstMessage(edit.error()));
    } else if (onlyPreview) {
        previewOrEnd(edit->after);
    } else {
        m_context.document.edit(edit->text, edit->after);
    }
}

MeshView::RackDrop MeshView::rackDrop(const RackItem& item, std::optional<int> target) const
{
    const Scenario& scenario = m_context.document.scenario();
    if (item.isNewNode()) {
        const Result<Scenario> after = withNodeAdded(scenario);
        return after ? RackDrop{*after, {}, tr("Add a node")} : RackDrop{std::nullopt, {}, firstMessage(after.error())};
    }
    const MeshModel* model = m_canvas->model();
    if (target && item.gpus.size() == 1 && model->rankOn(*target) >= 0) {
        const Scenario after = withPlacement(scenario, swapped(model->placement(), *target, item.gpus.front()));
        return {after, {*target}, tr("Use GPU %1 instead of GPU %2").arg(item.gpus.front()).arg(*target)};
    }
    const auto inputs = inputsNow();
    if (inputs == nullptr)
        return {std::nullopt, {}, tr("The plan cannot be read at the moment.")};
    const Result<ReplicaEdit> edit = withMoreReplicas({scenario, *inputs, *model->plan}, item.gpus);
    return edit ? RackDrop{edit->after, edit->gpus, edit->text} : RackDrop{std::nullopt, {}, firstMessage(edit.error())};
}

void MeshView::dragFromRack(const RackItem& item, QPoint global)
{
    const QPoint at = m_canvas->mapFromGlobal(global);
    if (!m_canvas->rect().contains(at) || m_canvas->model() == nullptr) {
        m_canvas->setIncoming(std::nullopt);
        return previewOrEnd(std::nullopt);
    }
    const RackDrop drop = rackDrop(item, m_canvas->gpuAt(at));
    const bool changed = m_canvas->setIncoming(MeshIncoming{at, drop.targets, drop.text, !drop.after});
    if (!changed)
        return; // the preview of this drop is already under way
    previewOrEnd(drop.after);
    Q_EMIT statusText(drop.text);
}

void MeshView::dropFromRack(const RackItem& item, QPoint global)
{
    const QPoint at = m_canvas->mapFromGlobal(global);
    if (!m_canvas->rect().contains(at) || m_canvas->model() == nullptr)
        return;
    const RackDrop drop = rackDrop(item, m_canvas->gpuAt(at));
    Q_EMIT statusText(drop.text);
    if (drop.after)
        m_context.document.edit(drop.text, *drop.after);
}

} // namespace shardscape
