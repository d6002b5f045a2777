// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that write what was found out: the evaluation as JSON and the report as PDF. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "units/result.h"

#include <QObject>

#include <functional>

class QWidget;

namespace shardscape {

class FileCommands;

/// Registers "file.export_json" and "file.report"; outcomes are reported by the signals of `files`.
void addExportCommands(AppContext& context, QWidget& window, FileCommands& files);

} // namespace shardscape
