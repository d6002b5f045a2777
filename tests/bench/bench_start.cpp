// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of the process to a window that can be used, by the wall clock: the parent starts itself several times with the moment of
// the start as argument, each child says when it got where, and the medians are printed. Run headless: QT_QPA_PLATFORM=offscreen.
#include "cli/preset_folder.h"
#include "document/sheets.h"
#include "io/scenario_file.h"
#include "shell/resources.h"
#include "shell/window/main_window.h"
#include "shell/window/panes.h"
#include "shell/workspace.h"

#include <QApplication>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace shardscape;

namespace {

constexpr int rounds = 7;
constexpr std::array steps{"main() is entered", "presets are read", "the window is made", "the first frame is painted",
                           "all figures are shown"};

double now()
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Tells when a widget is painted for the first time.
class FirstPaint : public QObject {
public:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const bool done = QObject::eventFilter(watched, event);
        if (event->type() == QEvent::Paint && at == 0.0)
            at = now();
        return done;
    }
    double at = 0.0;
};

int child(int argc, char** argv, double start, const char* preset)
{
    std::vector<double> times{now()};
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("shardscape-bench"));
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setFont(loadFonts());
    const auto library = std::make_shared<const PresetLibrary>(loadPresets(PRESETS_DIR).library);
    times.push_back(now());
    const PresetText* text = library->find(PresetKind::Scenario, preset);
    const auto scenario = text != nullptr ? readScenario(text->json) : Result<Scenario>(Scenario());
    if (text == nullptr || !scenario)
        return 2;
    Document document(library, *scenario);
    Sheets sheets(document);
    Workspace workspace(document, sheets, ThemeChoice::Light);
    MainWindow window(workspace.context);
    times.push_back(now());
    FirstPaint paint;
    window.panes().view(QStringLiteral("scenario"))->installEventFilter(&paint);
    window.resize(1440, 900);
    window.show();
    while (paint.at == 0.0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
    times.push_back(now());
    while (document.isEvaluating())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
    QCoreApplication::processEvents(); // paints it
    times.push_back(now());
    for (const double time : times)
        std::printf("%.1f ", time - start);
    return 0;
}

std::vector<double> startOnce(const QString& program, const char* preset)
{
    QProcess process;
    process.start(program, {QString::number(now(), 'f', 3), QLatin1String(preset)});
    process.waitForFinished();
    std::vector<double> times;
    for (const QByteArray& word : process.readAllStandardOutput().simplified().split(' '))
        times.push_back(word.toDouble());
    return times;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 3)
        return child(argc, argv, std::atof(argv[1]), argv[2]);
    const QCoreApplication application(argc, argv);
    for (const char* preset : {"welcome", "llama-3.1-405b-16k-h100"}) {
        std::vector<std::vector<double>> all;
        for (int round = 0; round < rounds; ++round)
            if (auto times = startOnce(QCoreApplication::applicationFilePath(), preset); times.size() == steps.size())
                all.push_back(std::move(times));
        if (all.empty())
            return 1;
        std::printf("%s, median of %zu starts (budget: usable after 500 ms)\n", preset, all.size());
        for (std::size_t step = 0; step < steps.size(); ++step) {
            std::vector<double> times;
            for (const auto& one : all)
                times.push_back(one[step]);
            std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
            std::printf("  %7.0f ms  %s\n", times[times.size() / 2], steps[step]);
        }
    }
    return 0;
}
