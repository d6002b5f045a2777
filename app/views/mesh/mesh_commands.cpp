// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_commands.h"

#include "shell/command_registry.h"
#include "views/mesh/mesh_canvas.h"

namespace shardscape {

namespace {

class Adder {
public:
    Adder(CommandRegistry& commands, MeshCanvas& canvas) : m_commands{commands}, m_canvas{canvas} {}

    template <class Run> QAction* add(const char* id, const QString& text, const QKeySequence& key, Run run, bool checkable = false)
    {
        QAction* action = m_commands.add({.id = QStringLiteral("mesh.") + QLatin1String(id),
                                          .text = text,
                                          .shortcut = key,
                                          .checkable = checkable,
                                          .context = Qt::WidgetWithChildrenShortcut},
                                         &m_canvas, [this_ = &m_canvas, run](bool checked) { run(*this_, checked); });
        m_canvas.addAction(action);
        return action;
    }

    void group(const char* id, const QString& text, Qt::Key key, GroupKind kind)
    {
        add(id, text, key, [kind](MeshCanvas& canvas, bool) { canvas.selectGroup(kind); });
    }

private:
    CommandRegistry& m_commands;
    MeshCanvas& m_canvas;
};

} // namespace

void addMeshCommands(CommandRegistry& commands, MeshCanvas& canvas)
{
    Adder adder(commands, canvas);
    adder.group("group.tp", MeshCanvas::tr("Select the tensor-parallel group"), Qt::Key_T, GroupKind::Tp);
    adder.group("group.dp", MeshCanvas::tr("Select the data-parallel group"), Qt::Key_D, GroupKind::Dp);
    adder.group("group.pp", MeshCanvas::tr("Select the pipeline group"), Qt::Key_P, GroupKind::Pp);
    adder.group("group.ep", MeshCanvas::tr("Select the expert-parallel group"), Qt::Key_E, GroupKind::Ep);
    adder.add("swap", MeshCanvas::tr("Swap the two selected GPUs"), Qt::Key_X, [](MeshCanvas& mesh, bool) { mesh.swapSelected(); });
    adder.add("move", MeshCanvas::tr("Move the selection with the arrow keys"), Qt::Key_M, [](MeshCanvas& mesh, bool) {
        mesh.setFocus();
        mesh.beginKeyMove();
    });
    adder.add("release", MeshCanvas::tr("Release the replica, or in hardware mode remove the node"), Qt::Key_Backspace,
              [](MeshCanvas& mesh, bool) { mesh.askRelease(); });
    adder.add("show_selection", MeshCanvas::tr("Show the selection, or all of the mesh"), Qt::Key_F,
              [](MeshCanvas& mesh, bool) { mesh.fitSelection(); });
    QAction* mode = adder.add("hardware", MeshCanvas::tr("Edit the hardware"), Qt::Key_H,
                              [](MeshCanvas& mesh, bool on) { mesh.setHardwareMode(on); }, true);
    QObject::connect(&canvas, &MeshCanvas::hardwareModeChanged, mode, &QAction::setChecked);
    adder.add("out_of_order", MeshCanvas::tr("Out of order, or back in order (hardware mode)"), Qt::Key_Delete,
              [](MeshCanvas& mesh, bool) { mesh.toggleOutOfOrder(); });
    adder.add("add_node", MeshCanvas::tr("Add a node (hardware mode)"), Qt::Key_Insert, [](MeshCanvas& mesh, bool) { mesh.askNode(); });
}

} // namespace shardscape
