// SPDX-License-Identifier: GPL-3.0-or-later
// The mesh editor's commands by id ("mesh.swap", "mesh.group.tp", ...), for menu, command palette, shortcut sheet and scripts. Their keys
// work while the mesh has the focus. GUI thread only.
#pragma once

namespace shardscape {

class CommandRegistry;
class MeshCanvas;

void addMeshCommands(CommandRegistry& commands, MeshCanvas& canvas);

} // namespace shardscape
