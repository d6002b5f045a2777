// SPDX-License-Identifier: GPL-3.0-or-later
// A real document with the real presets, for tests of views.
#pragma once

#include "cli/preset_folder.h"
#include "document/sheets.h"
#include "shell/workspace.h"

#include <QSignalSpy>

#include <memory>

namespace shardscape {

/// Two DGX H100 nodes training a 70B model: tp 4, pp 2, dp 2.
inline Scenario twoNodeTraining()
{
    Scenario scenario;
    scenario.title = "Two nodes";
    scenario.model.preset = "llama-3.1-70b";
    scenario.cluster = {"dgx-h100", 2, {}, {}};
    scenario.parallelism.tp = 4;
    scenario.parallelism.pp = 2;
    scenario.parallelism.dp = 2;
    TrainingWorkload training;
    training.sequenceTokens = 4096;
    training.globalBatch = 32;
    scenario.workload.kind = training;
    return scenario;
}

struct OpenDocument {
    std::shared_ptr<const PresetLibrary> library = std::make_shared<const PresetLibrary>(loadPresets(PRESETS_DIR).library);
    Document document{library, twoNodeTraining()};
    Sheets sheets{document};
    Workspace workspace{document, sheets, ThemeChoice::Light};

    /// Waits until the present scenario's evaluation is there.
    [[nodiscard]] bool settle()
    {
        for (int i = 0; i < 100; ++i) {
            if (!document.isEvaluating() && document.evaluation() != nullptr && document.evaluation()->scenario == document.scenario())
                return true;
            QSignalSpy spy(&document, &Document::evaluationChanged);
            spy.wait(200);
        }
        return false;
    }
};

} // namespace shardscape
