// SPDX-License-Identifier: GPL-3.0-or-later
// From a change of a degree to the full picture, in the whole window at 64, 1,024 and 16,384 GPUs: the wall time until everything is
// painted, and the longest time the window's thread computed without a turn of its event loop. QT_QPA_PLATFORM=offscreen.
#include "bench_scenarios.h"
#include "cli/preset_folder.h"
#include "document/sheets.h"
#include "shell/resources.h"
#include "shell/window/main_window.h"
#include "shell/workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace shardscape;

namespace {

constexpr int rounds = 12;

double threadMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// One turn of the event loop; remembers the longest.
void turn(double& longest)
{
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    static double last = 0.0;
    const double now = threadMilliseconds();
    longest = std::max(longest, now - last);
    last = now;
}

void editAt(int gpus, double budget)
{
    const auto library = std::make_shared<const PresetLibrary>(loadPresets(PRESETS_DIR).library);
    Scenario scenario = *readScenario(bench::llama405b);
    scenario.cluster.nodes = gpus / 8;
    scenario.parallelism.pp = std::min(16, gpus / 8);
    scenario.parallelism.dp = gpus / 8 / scenario.parallelism.pp;
    Scenario other = scenario;
    other.parallelism.pp /= 2;
    other.parallelism.dp *= 2;
    Document document(library, scenario);
    Sheets sheets(document);
    Workspace workspace(document, sheets, ThemeChoice::Light);
    MainWindow window(workspace.context);
    window.resize(1440, 900);
    window.show();
    double ignored = 0.0;
    while (document.isEvaluating())
        turn(ignored);
    for (int i = 0; i < 20; ++i)
        turn(ignored);
    std::vector<double> walls;
    std::vector<double> blocks;
    for (int round = 0; round < rounds; ++round) {
        turn(ignored);
        double longest = 0.0;
        QElapsedTimer time;
        time.start();
        document.edit(QStringLiteral("degree"), round % 2 == 0 ? other : scenario);
        while (document.isEvaluating())
            turn(longest);
        turn(longest); // paints it
        walls.push_back(static_cast<double>(time.nsecsElapsed()) * 1e-6);
        blocks.push_back(longest);
        for (int i = 0; i < 20; ++i) // what is looked for afterwards (advice) is no part of it
            turn(ignored);
    }
    std::printf("%6d GPUs: picture complete after %6.1f ms (budget %3.0f), the window's thread busy for %6.1f ms at most\n", gpus, median(walls),
                budget, median(blocks));
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("shardscape-bench"));
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setFont(loadFonts());
    editAt(64, 16.0);
    editAt(1024, 50.0);
    editAt(16384, 150.0);
    return 0;
}
