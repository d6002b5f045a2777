// SPDX-License-Identifier: GPL-3.0-or-later
// The mesh editor: the canvas, the axis chips and the table twin, joined to the document. A gesture becomes one named step of the history;
// while it is under way the scenario it would give is evaluated in the background and the change is said beside the pointer. GUI thread
// only.
#pragma once

#include "document/background_evaluator.h"
#include "plan/scenario.h"
#include "shell/app_context.h"
#include "views/mesh/axis_chips.h"
#include "views/mesh/mesh_canvas.h"

class QToolButton;

namespace shardscape {

class ElidedLabel;
class MeshRack;
class PictureFrame;
struct MeshIncoming;
struct RackItem;

class MeshView : public QWidget {
    Q_OBJECT
public:
    explicit MeshView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] MeshCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] AxisChips& chips() { return *m_chips; }
    [[nodiscard]] PictureFrame& frame() { return *m_frame; }
    [[nodiscard]] MeshRack& rack() { return *m_rack; }

Q_SIGNALS:
    void statusText(const QString& text); ///< words about selection and focus

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showPlan(std::shared_ptr<const Plan> plan, const ClusterSpec& cluster);
    void connectGestures();
    void connectEdits();
    void connectRack();
    void showProduct(const Parallelism& parallelism, const ClusterSpec& cluster);
    void showRack();
    void toggleOutOfOrder(const std::vector<int>& gpus);
    void addNode();
    void release(const std::vector<int>& gpus, bool onlyPreview);
    void dragFromRack(const RackItem& item, QPoint global);
    void dropFromRack(const RackItem& item, QPoint global);
    /// What a drop of a rack's item there would give: the scenario and its words; without a scenario the words say why not.
    struct RackDrop {
        std::optional<Scenario> after;
        std::vector<int> targets;
        QString text;
    };
    [[nodiscard]] RackDrop rackDrop(const RackItem& item, std::optional<int> target) const;
    [[nodiscard]] std::shared_ptr<const Inputs> inputsNow() const;
    void previewOrEnd(const std::optional<Scenario>& scenario);
    void followFocus();
    void followClock();
    void preview(const Scenario& scenario);
    void takePreview(const EvaluationOutcome& outcome, bool isNewest);
    void setNote(const QString& note);
    void applyTokens();
    void placeProduct();

    AppContext& m_context;
    MeshCanvas* m_canvas;
    AxisChips* m_chips;
    PictureFrame* m_frame;
    MeshRack* m_rack;
    ElidedLabel* m_product;
    QToolButton* m_hardware;
    QString m_productText;
    bool m_productOnTop = false; ///< in a row of its own, for want of room beside the chips
    BackgroundEvaluator m_previewer;
    bool m_previewing = false;
};

} // namespace shardscape
