// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"
#include "shell/scenario/scenario_panel.h"
#include "shell/window/diagnostics_view.h"
#include "shell/window/library_view.h"
#include "shell/window/panes.h"
#include "shell/window/welcome_page.h"
#include "views/animation/collective_view.h"
#include "views/animation/product_view.h"
#include "views/advice/advice_view.h"
#include "views/breakdown/breakdown_view.h"
#include "views/compare/compare_view.h"
#include "views/explain/explain_view.h"
#include "views/fabric/fabric_view.h"
#include "views/lesson/lesson_view.h"
#include "views/memory/memory_view.h"
#include "views/mesh/mesh_view.h"
#include "views/roofline/roofline_view.h"
#include "views/search/search_view.h"
#include "views/serving/curve_view.h"
#include "views/sweep/sweep_view.h"
#include "views/timeline/timeline_view.h"

#include <QUndoView>

namespace shardscape {

namespace {

template <class View> QWidget* make(AppContext& context, QWidget* parent) { return new View(context, parent); }

QWidget* makeHistory(AppContext& context, QWidget* parent)
{
    auto* view = new QUndoView(&context.document.undoGroup(), parent);
    view->setAccessibleName(PaneLayout::tr("History of changes"));
    view->setEmptyLabel(PaneLayout::tr("As opened"));
    return view;
}

} // namespace

std::vector<Pane> allPanes()
{
    return {
        {QStringLiteral("scenario"), PaneLayout::tr("Scenario"), PanePlace::Left, make<ScenarioPanel>},
        {QStringLiteral("mesh"), PaneLayout::tr("Mesh"), PanePlace::Center, make<MeshView>},
        {QStringLiteral("fabric"), PaneLayout::tr("Fabric"), PanePlace::Center, make<FabricView>},
        {QStringLiteral("memory"), PaneLayout::tr("Memory"), PanePlace::Right, make<MemoryView>},
        {QStringLiteral("breakdown"), PaneLayout::tr("Step breakdown"), PanePlace::RightLower, make<BreakdownView>},
        {QStringLiteral("explain"), PaneLayout::tr("Explain"), PanePlace::RightLower, make<ExplainView>},
        {QStringLiteral("timeline"), PaneLayout::tr("Timeline"), PanePlace::Bottom, make<TimelineView>},
        {QStringLiteral("diagnostics"), PaneLayout::tr("Diagnostics"), PanePlace::Bottom, make<DiagnosticsView>},
        {QStringLiteral("welcome"), PaneLayout::tr("Welcome"), PanePlace::Center, make<WelcomePage>},
        {QStringLiteral("history"), PaneLayout::tr("History"), PanePlace::Left, makeHistory, false},
        {QStringLiteral("library"), PaneLayout::tr("Library"), PanePlace::Left, make<LibraryView>, false},
        {QStringLiteral("collective"), PaneLayout::tr("Collective"), PanePlace::Center, make<CollectiveView>},
        {QStringLiteral("matmul"), PaneLayout::tr("Matrices"), PanePlace::Center, make<ProductView>},
        {QStringLiteral("curve"), PaneLayout::tr("Throughput and latency"), PanePlace::Center, make<CurveView>},
        {QStringLiteral("compare"), PaneLayout::tr("Compare"), PanePlace::Center, make<CompareView>},
        {QStringLiteral("sweep"), PaneLayout::tr("Sweep"), PanePlace::Center, make<SweepView>},
        {QStringLiteral("roofline"), PaneLayout::tr("Roofline"), PanePlace::Bottom, make<RooflineView>},
        {QStringLiteral("advice"), PaneLayout::tr("Advice"), PanePlace::Bottom, make<AdviceView>},
        {QStringLiteral("search"), PaneLayout::tr("Search"), PanePlace::Center, make<SearchView>},
        {QStringLiteral("lesson"), PaneLayout::tr("Lessons"), PanePlace::LeftLower, make<LessonView>, false},
    };
}

} // namespace shardscape
