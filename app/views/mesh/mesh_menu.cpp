// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_menu.h"

#include "views/mesh/mesh_canvas.h"

#include <QMenu>

namespace shardscape {

QMenu* makeMeshMenu(MeshCanvas& canvas, QWidget* parent)
{
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // The keys are the canvas' own; as real shortcuts of the menu they would fire twice.
    const auto add = [menu](const QString& text, const QString& key, bool enabled, auto slot) {
        menu->addAction(QStringLiteral("%1\t%2").arg(text, key), slot)->setEnabled(enabled);
    };
    const bool any = !canvas.selection().empty() || canvas.cursorGpu().has_value();
    add(MeshCanvas::tr("Swap the two selected GPUs"), QStringLiteral("X"), canvas.selection().size() == 2,
        [&canvas] { canvas.swapSelected(); });
    add(MeshCanvas::tr("Move the selection with the arrow keys"), QStringLiteral("M"), any, [&canvas] {
        canvas.setFocus();
        canvas.beginKeyMove();
    });
    menu->addSeparator();
    const MeshModel* model = canvas.model();
    const auto group = [&](const QString& text, const QString& key, GroupKind kind) {
        const bool there = model != nullptr && canvas.cursorGpu() && model->groupGpus(kind, *canvas.cursorGpu()).size() > 1;
        add(text, key, there, [&canvas, kind] { canvas.selectGroup(kind); });
    };
    group(MeshCanvas::tr("Select the tensor-parallel group"), QStringLiteral("T"), GroupKind::Tp);
    group(MeshCanvas::tr("Select the data-parallel group"), QStringLiteral("D"), GroupKind::Dp);
    group(MeshCanvas::tr("Select the pipeline group"), QStringLiteral("P"), GroupKind::Pp);
    group(MeshCanvas::tr("Select the expert-parallel group"), QStringLiteral("E"), GroupKind::Ep);
    menu->addSeparator();
    const bool hardware = canvas.isHardwareMode();
    const bool carries = !hardware && model != nullptr && canvas.cursorGpu() && model->rankOn(*canvas.cursorGpu()) >= 0;
    add(MeshCanvas::tr("Release the replica of this GPU"), QStringLiteral("Backspace"), carries, [&canvas] { canvas.askRelease(); });
    QAction* mode = menu->addAction(QStringLiteral("%1\tH").arg(MeshCanvas::tr("Edit the hardware")));
    mode->setCheckable(true);
    mode->setChecked(hardware);
    QObject::connect(mode, &QAction::triggered, &canvas, &MeshCanvas::setHardwareMode);
    add(MeshCanvas::tr("Out of order, or back in order"), QStringLiteral("Del"), hardware && any, [&canvas] { canvas.toggleOutOfOrder(); });
    add(MeshCanvas::tr("Add a node"), QStringLiteral("Ins"), hardware, [&canvas] { canvas.askNode(); });
    add(MeshCanvas::tr("Remove the node of this GPU"), QStringLiteral("Backspace"), hardware && any, [&canvas] { canvas.askRelease(); });
    menu->addSeparator();
    add(MeshCanvas::tr("Show the selection"), QStringLiteral("F"), any, [&canvas] { canvas.fitSelection(); });
    add(MeshCanvas::tr("Show the whole mesh"), QStringLiteral("Ctrl+0"), true, [&canvas] { canvas.fit(); });
    return menu;
}

} // namespace shardscape
