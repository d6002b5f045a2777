// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_view.h"

#include "document/document.h"
#include "evaluate/evaluate.h"
#include "shell/focus_hub.h"
#include "shell/model_clock.h"
#include "shell/scenario/product_line.h"
#include "shell/text_color.h"
#include "shell/theme_manager.h"
#include "views/common/elided_label.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/mesh/change_note.h"
#include "views/mesh/mesh_commands.h"
#include "views/mesh/mesh_menu.h"
#include "views/mesh/mesh_rack.h"
#include "views/mesh/replica_edit.h"

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
      m_rack(new MeshRack), m_product(new ElidedLabel), m_hardware(new QToolButton), m_previewer(previewFunction(context.document.library()))
{
    setObjectName(QStringLiteral("meshView"));
    setAccessibleName(tr("Mesh"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_frame, 1);
    layout->addWidget(m_rack);
    setFocusProxy(m_frame);
    m_hardware->setText(tr("Hardware"));
    m_hardware->setCheckable(true);
    m_hardware->setAutoRaise(true);
    m_hardware->setToolTip(tr("Edit nodes and mark GPUs out of order instead of moving ranks (H)"));
    m_hardware->setAccessibleName(tr("Edit the hardware"));
    auto* fit = new QToolButton;
    fit->setText(tr("Fit"));
    fit->setAutoRaise(true);
    fit->setToolTip(tr("Show the whole mesh (Ctrl+0)"));
    m_frame->head()->addWidget(m_chips);
    m_frame->head()->addSpacing(6);
    m_frame->head()->addWidget(m_product, 1);
    m_frame->head()->addStretch(0); // keeps the places while the product line stands elsewhere
    m_frame->head()->addWidget(m_hardware);
    m_frame->head()->addWidget(fit);

    m_canvas->setContextMenuPolicy(Qt::CustomContextMenu);
    m_canvas->setRack(m_rack);
    connect(m_canvas, &QWidget::customContextMenuRequested, this,
            [this](QPoint at) { makeMeshMenu(*m_canvas, this)->popup(m_canvas->mapToGlobal(at)); });
    connect(fit, &QToolButton::clicked, m_canvas, &MeshCanvas::fit);
    connectGestures();
    connectEdits();
    connectRack();
    addMeshCommands(context.commands, *m_canvas);

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
    m_rack->setTokens(m_context.theme.tokens());
    if (m_canvas->model() != nullptr)
        showProduct(m_context.document.scenario().parallelism, m_canvas->model()->cluster);
}

/// The inputs of the present scenario; null when a preset is missing. The last evaluation's serve as long as the same presets are meant:
/// reading them again would cost a frame.
std::shared_ptr<const Inputs> MeshView::inputsNow() const
{
    const Scenario& scenario = m_context.document.scenario();
    const auto evaluation = m_context.document.evaluation();
    if (evaluation != nullptr && sameInputs(evaluation->scenario, scenario))
        return evaluation->inputs;
    Result<Inputs> resolved = m_context.document.library().resolve(scenario);
    return resolved ? std::make_shared<const Inputs>(std::move(*resolved)) : nullptr;
}

/// Shows the present scenario as soon as its plan is known, which takes no evaluation; an illegal plan leaves the last legal picture.
void MeshView::refresh()
{
    const Scenario& scenario = m_context.document.scenario();
    m_chips->setParallelism(scenario.parallelism);
    const auto evaluation = m_context.document.evaluation();
    if (evaluation != nullptr && evaluation->scenario == scenario) {
        showPlan(evaluation->plan, evaluation->inputs->cluster);
        return showProduct(scenario.parallelism, evaluation->inputs->cluster);
    }
    const std::shared_ptr<const Inputs> inputs = inputsNow();
    if (inputs == nullptr)
        return;
    const MeshModel* shown = m_canvas->model();
    if (Result<Plan> plan = resolvePlan(scenario, *inputs))
        showPlan(std::make_shared<Plan>(std::move(*plan)), inputs->cluster);
    else if (shown != nullptr)
        showPlan(shown->plan, inputs->cluster); // the hardware as it is now, such as a GPU that went out of order or a node that left
    showProduct(scenario.parallelism, inputs->cluster);
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
    m_canvas->setModel(std::move(model));
    m_frame->refreshTable();
    showRack();
    followFocus();
}

/// Beside the chips where it fits whole, else above them.
void MeshView::placeProduct()
{
    int beside = m_chips->sizeHint().width() + 48; // and the gaps between them
    for (const QToolButton* button : m_frame->findChildren<QToolButton*>())
        if (!button->text().isEmpty() && button->text() != QStringLiteral("»"))
            beside += button->sizeHint().width();
    const bool onTop = beside + fontMetrics().horizontalAdvance(m_productText) > width();
    if (onTop == m_productOnTop)
        return;
    m_productOnTop = onTop;
    auto* column = static_cast<QVBoxLayout*>(layout());
    if (onTop) {
        m_frame->head()->removeWidget(m_product);
        column->insertWidget(0, m_product);
        m_product->setContentsMargins(8, 3, 8, 0);
    } else {
        column->removeWidget(m_product);
        m_product->setContentsMargins(0, 0, 0, 0);
        m_frame->head()->insertWidget(2, m_product, 1); // behind the chips and their gap
    }
}

void MeshView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeProduct();
}

/// Always there, with sign and words when ranks and GPUs do not match.
void MeshView::showProduct(const Parallelism& parallelism, const ClusterSpec& cluster)
{
    const ProductText product = productText(parallelism, cluster.gpus());
    const Tokens& tokens = m_context.theme.tokens();
    const bool tooMany = product.state == ProductText::State::TooMany;
    m_productText = tooMany ? QStringLiteral("✗ ") + product.equation : product.equation;
    if (!product.verdict.isEmpty())
        m_productText += QStringLiteral(" · ") + product.verdict;
    m_product->setText(m_productText);
    placeProduct();
    setTextColor(*m_product, tooMany ? tokens.bad : tokens.text);
}

void MeshView::showRack()
{
    const MeshModel* model = m_canvas->model();
    if (model == nullptr)
        return;
    std::vector<RackItem> items = rackItems(spareGpus(*model->plan, model->cluster), model->cluster.gpusPerNode);
    if (m_canvas->isHardwareMode())
        items.insert(items.begin(), {tr("+ node"), {}});
    m_rack->setItems(std::move(items), tr("The plan uses all GPUs that are in order. Drag one here to release its replica."));
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
    m_chips->setGestureNote(note);
    if (m_chips->isDragging() && !note.isEmpty())
        m_product->setText(note);
    if (!note.isEmpty())
        Q_EMIT statusText(note);
}

} // namespace shardscape
