// SPDX-License-Identifier: GPL-3.0-or-later
// A main window on the real presets with a scenario of 64 GPUs, for tests with real mouse and key events.
#pragma once

#include "cli/preset_folder.h"
#include "document/sheets.h"
#include "shell/resources.h"
#include "shell/scenario/scenario_panel.h"
#include "shell/window/file_commands.h"
#include "shell/window/key_figures.h"
#include "shell/window/main_window.h"
#include "shell/window/panes.h"
#include "shell/workspace.h"

#include <QApplication>
#include <QSettings>
#include <QTest>

namespace shardscape {

/// Llama 2 70B in training on eight DGX A100: tp 8 inside the node, pp 8 across.
inline Scenario scenarioOf64Gpus()
{
    Scenario scenario;
    scenario.title = "64 GPUs";
    scenario.model.preset = "llama-2-70b";
    scenario.cluster.preset = "dgx-a100";
    scenario.cluster.nodes = 8;
    scenario.parallelism.tp = 8;
    scenario.parallelism.pp = 8;
    scenario.workload.kind = TrainingWorkload{.sequenceTokens = 4096, .microBatch = 1, .globalBatch = 64};
    return scenario;
}

inline std::shared_ptr<const PresetLibrary> testLibrary()
{
    return std::make_shared<const PresetLibrary>(loadPresets(PRESETS_DIR).library);
}

/// Members in the order they must live.
struct WindowFixture {
    explicit WindowFixture(std::shared_ptr<const PresetLibrary> library) : document{std::move(library), scenarioOf64Gpus()}
    {
        QSettings().clear();
        window = std::make_unique<MainWindow>(workspace.context);
        window->resize(1280, 800);
        window->show();
    }

    /// True when the evaluation belongs to the present scenario, or its problems are known.
    [[nodiscard]] bool settled() const { return !document.isEvaluating(); }
    [[nodiscard]] ScenarioPanel& panel() { return *static_cast<ScenarioPanel*>(window->panes().view(QStringLiteral("scenario"))); }

    Document document;
    Sheets sheets{document};
    Workspace workspace{document, sheets, ThemeChoice::Light};
    std::unique_ptr<MainWindow> window;
};

} // namespace shardscape
