// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_view.h"

#include "document/document.h"
#include "evaluate/evaluate.h"
#include "shell/focus_hub.h"
#include "shell/model_clock.h"
#include "shell/theme_manager.h"
#include "views/common/elided_label.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/mesh/change_note.h"
#include "views/mesh/mesh_menu.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace shardscape {

namespace {

/// Only what the note beside the pointer needs.
EvaluateFunction previewFunction(const PresetLibrary& library)
{
    // The library is immutable and outlives the document, which outlives the view and its evaluator.
    return [&library](const Scenario& scenario) -> Result<Evaluation> {
        Result<Inputs> inputs = library.resolve(scenario);
        if (!inputs)
            return tl::unexpected(inputs.error());
        return evaluate(scenario, std::make_shared<Inputs>(std::move(*inputs)), {.linkMap = true, .timeline = false, .derivations = false});
    };
}

Scenario withOrder(const Scenario& scenario, const std::vector<Axis>& order)
{
    Scenario after = scenario;
    std::copy_n(order.begin(), std::min(order.size(), after.parallelism.axisOrder.size()), after.parallelism.axisOrder.begin());
    return after;
}

bool sameInputs(const Scenario& a, const Scenario& b)
{
    return a.model == b.model && a.cluster == b.cluster && a.workload.software == b.workload.software &&
           a.workload.kind.index() == b.workload.kind.index() && a.calibration == b.calibration;
}

} // namespace

MeshView::MeshView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_canvas(new MeshCanvas), m_chips(new AxisChips),
      m_frame(new PictureFrame(
          m_canvas, [this] { return m_canvas->model() != nullptr ? meshTable(*m_canvas->model()) : TableData{}; }, this)),
      m_product(new ElidedLabel), m_previewer(previewFunction(context.document.library()))
{
    setObjectName(QStringLiteral("meshView"));
    setAccessibleName(tr("Mesh"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    setFocusProxy(m_frame);
    auto* fit = new QToolButton;
    fit->setText(tr("Fit"));
    fit->setAutoRaise(true);
    fit->setToolTip(tr("Show the whole mesh (Ctrl+0)"));
    m_frame->head()->addWidget(m_chips);
    m_frame->head()->addSpacing(6);
    m_frame->head()->addWidget(m_product, 1);
    m_frame->head()->addWidget(fit);

    m_canvas->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_canvas, &QWidget::customContextMenuRequested, this,
            [this](QPoint at) { makeMeshMenu(*m_canvas, this)->popup(m_canvas->mapToGlobal(at)); });
    connect(fit, &QToolButton::clicked, m_canvas, &MeshCanvas::fit);
    connect(m_canvas, &MeshCanvas::placementEdited, this, [this](const std::vector<int>& placement, const QString& text) {
        m_context.document.edit(text, withPlacement(m_context.document.scenario(), placement));
    });
    connect(m_canvas, &MeshCanvas::placementPreviewed, this, [this](const std::vector<int>& placement) {
        m_previewing = !placement.empty();
        if (m_previewing)
            preview(withPlacement(m_context.document.scenario(), placement));
        else
            m_context.focus.setPreview(nullptr);
    });
    connect(m_chips, &AxisChips::orderEdited, this, [this](const std::vector<Axis>& order, const QString& text) {
        m_context.document.edit(text, withOrder(m_context.document.scenario(), order));
    });
    connect(m_chips, &AxisChips::orderPreviewed, this, [this](const std::vector<Axis>& order) {
        m_previewing = !order.empty();
        if (!m_previewing) {
            m_product->setText(m_productText);
            m_context.focus.setPreview(nullptr);
            return;
        }
        preview(withOrder(m_context.document.scenario(), order));
    });
    connect(&m_previewer, &BackgroundEvaluator::finished, this, &MeshView::takePreview);
    connect(m_canvas, &MeshCanvas::gpuHovered, this, [this](int gpu) {
        m_context.focus.hover(gpu < 0 ? Focus{} : Focus{Focus::Kind::Gpu, gpu});
    });
    connect(m_canvas, &MeshCanvas::gpuPinned, this, [this](int gpu) { m_context.focus.pin({Focus::Kind::Gpu, gpu}); });
    connect(m_canvas, &MeshCanvas::outOfOrderToggled, this, &MeshView::toggleOutOfOrder);
    connect(m_canvas, &MeshCanvas::spoken, this, &MeshView::statusText);
    connect(&m_frame->table(), &TableTwin::rowActivated, this, [this](int row) { m_context.focus.pin({Focus::Kind::Gpu, row}); });

    connect(&context.document, &Document::scenarioChanged, this, &MeshView::refresh);
    connect(&context.document, &Document::evaluationChanged, this, &MeshView::refresh);
    connect(&context.focus, &FocusHub::changed, this, &MeshView::followFocus);
    connect(&context.document, &Document::evaluationChanged, this, &MeshView::followClock);
    connect(&context.clock, &ModelClock::positionChanged, this, &MeshView::followClock);
    connect(&context.clock, &ModelClock::stateChanged, this, &MeshView::followClock);
    connect(&context.theme, &ThemeManager::themeChanged, this, &MeshView::applyTokens);
    applyTokens();
    refresh();
}

void MeshView::applyTokens()
{
    m_canvas->setTokens(m_context.theme.tokens());
    m_chips->setTokens(m_context.theme.tokens());
}

/// Shows the present scenario as soon as its plan is known, which takes no evaluation; an illegal plan leaves the last legal picture.
void MeshView::refresh()
{
    const Scenario& scenario = m_context.document.scenario();
    m_chips->setParallelism(scenario.parallelism);
    const auto evaluation = m_context.document.evaluation();
    if (evaluation != nullptr && evaluation->scenario == scenario) {
        showPlan(evaluation->plan, evaluation->inputs->cluster);
        return;
    }
    // The last evaluation's inputs serve as long as the same presets are meant: reading them again would cost a frame.
    std::shared_ptr<const Inputs> inputs =
        evaluation != nullptr && sameInputs(evaluation->scenario, scenario) ? evaluation->inputs : nullptr;
    if (inputs == nullptr) {
        Result<Inputs> resolved = m_context.document.library().resolve(scenario);
        if (!resolved)
            return;
        inputs = std::make_shared<const Inputs>(std::move(*resolved));
    }
    const MeshModel* shown = m_canvas->model();
    if (Result<Plan> plan = resolvePlan(scenario, *inputs))
        showPlan(std::make_shared<Plan>(std::move(*plan)), inputs->cluster);
    else if (shown != nullptr && shown->gpus() == inputs->cluster.gpus() && shown->geometry.gpusPerNode() == inputs->cluster.gpusPerNode)
        showPlan(shown->plan, inputs->cluster); // the hardware as it is now, such as a GPU that went out of order
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
        Q_EMIT statusText(QString::fromStdString(after.error().front().message));
        return;
    }
    const QString what = gpus.size() == 1 ? tr("GPU %1").arg(gpus.front()) : tr("%n GPU(s)", nullptr, static_cast<int>(gpus.size()));
    m_context.document.edit(mark ? tr("Mark %1 out of order").arg(what) : tr("Put %1 back in order").arg(what), *after);
}

void MeshView::showPlan(std::shared_ptr<const Plan> plan, const ClusterSpec& cluster)
{
    const MeshModel* shown = m_canvas->model();
    auto model = std::make_shared<MeshModel>(makeMeshModel(std::move(plan), cluster));
    // The evaluation of the plan that is already shown must not disturb a gesture.
    if (shown != nullptr && shown->rankOfGpu == model->rankOfGpu && shown->outOfOrder == model->outOfOrder &&
        shown->plan->parallelism == model->plan->parallelism && shown->geometry.gpusPerNode() == model->geometry.gpusPerNode() &&
        sameKinds(shown->cluster, model->cluster))
        return;
    const Parallelism& p = model->plan->parallelism;
    QStringList degrees;
    for (const auto& [name, degree] : {std::pair{"dp", p.dp}, {"pp", p.pp}, {"cp", p.cp}, {"tp", p.tp}})
        degrees.append(QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(degree));
    m_productText = tr("%1 = %2 of %3 GPUs")
                        .arg(degrees.join(QStringLiteral(" × ")), locale().toString(p.worldSize()), locale().toString(cluster.gpus()));
    m_product->setText(m_productText);
    m_product->setToolTip(m_productText);
    m_canvas->setModel(std::move(model));
    m_frame->refreshTable();
    followFocus();
}

void MeshView::followFocus()
{
    const MeshModel* model = m_canvas->model();
    const Focus focus = m_context.focus.current();
    std::optional<int> gpu;
    if (focus.kind == Focus::Kind::Gpu)
        gpu = static_cast<int>(focus.id);
    if (focus.kind == Focus::Kind::Group && model != nullptr && focus.id / 16 < model->plan->mesh.ranks())
        gpu = model->plan->mesh.gpuOf(static_cast<int>(focus.id / 16));
    if (gpu && (model == nullptr || *gpu < 0 || *gpu >= model->gpus()))
        gpu.reset();
    m_canvas->setFocusedGpu(gpu);
}

/// Shows what every stage is at while a step plays or the clock stands inside it.
void MeshView::followClock()
{
    const auto evaluation = m_context.document.evaluation();
    const MeshModel* model = m_canvas->model();
    const ModelClock& clock = m_context.clock;
    const bool fits =
        evaluation != nullptr && evaluation->timeline != nullptr && model != nullptr && evaluation->timeline->stages == model->stages;
    if (!fits || (clock.position() <= 0.0 && !clock.isPlaying()))
        m_canvas->setFlow({});
    else
        m_canvas->setFlow(meshFlow(evaluation->timeline, clock.position()));
}

void MeshView::preview(const Scenario& scenario) { m_previewer.request(scenario); }

void MeshView::takePreview(const EvaluationOutcome& outcome, bool isNewest)
{
    // An answer that comes after the drop or after Escape is about nothing any more.
    if (!m_previewing || !isNewest)
        return;
    const auto before = m_context.document.evaluation();
    m_context.focus.setPreview(outcome ? *outcome : nullptr);
    if (!outcome)
        setNote(QString::fromStdString(outcome.error().front().message));
    else if (before != nullptr)
        setNote(changeNote(*before, **outcome));
}

void MeshView::setNote(const QString& note)
{
    m_canvas->setGestureNote(note);
    if (m_chips->isDragging() && !note.isEmpty())
        m_product->setText(note);
    if (!note.isEmpty())
        Q_EMIT statusText(note);
}

} // namespace shardscape
