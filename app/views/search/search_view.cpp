// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/search/search_view.h"

#include "document/document.h"
#include "evaluate/evaluate.h"
#include "io/search_export.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/number_text.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/search/front_canvas.h"
#include "views/search/search_words.h"
#include "views/search/space_form.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QSaveFile>
#include <QToolButton>
#include <QTreeWidget>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace shardscape {

namespace {

constexpr std::size_t nextBest = 24;

QString planText(const SearchPoint& point, const SearchRequest& request, const AcceleratorSpec& accelerator)
{
    return QStringLiteral("%1 %2, %3 %4")
        .arg(quantityName(request.objectives[0]), quantityText(request.objectives[0], point.objective[0], accelerator),
             quantityName(request.objectives[1]), quantityText(request.objectives[1], point.objective[1], accelerator));
}

/// The present scenario with the plan of a candidate.
Scenario withPlan(Scenario scenario, const Scenario& plan)
{
    scenario.parallelism = plan.parallelism;
    scenario.workload = plan.workload;
    scenario.placement.reset();
    return scenario;
}

} // namespace

SearchView::~SearchView()
{
    m_preparation.disconnect(this);
    m_location.disconnect(this);
    m_runner.drop();
    m_pool.waitForDone();
}

std::optional<std::uint64_t> SearchView::candidates() const
{
    return m_ready ? std::optional{m_ready->candidates.size()} : std::nullopt;
}

QString SearchView::stateText() const { return m_state->text(); }

QString SearchView::words() const { return m_words->text(); }

SearchSetup SearchView::setupNow() const
{
    SearchSetup setup = m_form->setup();
    setup.top = nextBest;
    setup.objectives = {static_cast<PlanQuantity>(m_objectives[0]->currentData().toInt()),
                        static_cast<PlanQuantity>(m_objectives[1]->currentData().toInt())};
    return setup;
}

void SearchView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_wasShown) // where there is no room for both, the picture comes first
        m_options->setChecked(width() >= 68 * fontMetrics().averageCharWidth() + 160);
    m_wasShown = true;
    followDocument();
}

/// The search depends on model, cluster, workload and the form, not on the plan: applying a plan leaves it as it is.
void SearchView::followDocument()
{
    if (!isVisible())
        return;
    const Scenario& scenario = m_context.document.scenario();
    if ((scenario.workload.training() != nullptr) != m_isTraining)
        listObjectives();
    m_form->setScenario(scenario);
    if (isStale())
        requestPreparation();
    else
        locate();
}

bool SearchView::isStale() const
{
    return !m_ready || !(m_setup == setupNow()) || !(m_basis == searchBasis(m_context.document.scenario()));
}

void SearchView::requestPreparation()
{
    m_runner.drop();
    m_ready.reset();
    m_delay.start();
    updateButtons();
}

void SearchView::prepare()
{
    const Scenario scenario = m_context.document.scenario();
    m_setup = setupNow();
    m_basis = searchBasis(scenario);
    m_preparation.setFuture(
        QtConcurrent::run(&m_pool, [scenario, setup = m_setup, &library = m_context.document.library()]() -> Result<Prepared> {
            Result<Inputs> inputs = library.resolve(scenario);
            if (!inputs)
                return failure(inputs.error());
            auto prepared = prepareSearch(setup, scenario, std::make_shared<const Inputs>(std::move(*inputs)));
            if (!prepared)
                return failure(prepared.error());
            return std::make_shared<const PreparedSearch>(std::move(*prepared));
        }));
}

void SearchView::takePreparation()
{
    if (m_delay.isActive()) // something changed meanwhile
        return;
    const Result<Prepared> prepared = m_preparation.result();
    if (!prepared) {
        setState(QString::fromStdString(prepared.error().front().message + "; " + prepared.error().front().hint));
        return updateButtons();
    }
    m_ready = *prepared;
    const std::uint64_t count = m_ready->candidates.size();
    if (count > 0 && count <= liveCandidates)
        return start();
    setState(count == 0 ? tr("No plan is left: free an input, or allow other GPU counts.")
                        : tr("%1 candidates. Start looks at all of them.").arg(QLocale().toString(static_cast<qulonglong>(count))));
    m_searched.reset();
    m_result.reset();
    m_position.reset();
    showFront({}, {});
    updateButtons();
}

void SearchView::startOrStop()
{
    if (m_runner.isRunning())
        m_runner.stop();
    else if (m_ready && m_ready->candidates.size() > 0)
        start();
}

void SearchView::start()
{
    m_searched = m_ready;
    m_result.reset();
    m_position.reset();
    showFront({}, {});
    m_runner.start(m_searched);
    m_progress->setValue(0);
    updateButtons();
}

void SearchView::showProgress(const SearchSnapshot& s)
{
    const QLocale locale;
    m_progress->setValue(s.candidates > 0 ? static_cast<int>(1000.0 * static_cast<double>(s.done) / static_cast<double>(s.candidates)) : 0);
    QString text = tr("%1 of %2 candidates, %3 per second, %4 left")
                       .arg(countText(static_cast<double>(s.done), locale), countText(static_cast<double>(s.candidates), locale),
                            countText(s.plansPerSecond, locale), timeText(Seconds::fromSeconds(s.secondsLeft), locale));
    if (!s.front.empty())
        text += tr("; best so far %1")
                    .arg(quantityText(m_searched->request.objectives[0], s.front.front().objective[0],
                                      m_searched->inputs->cluster.accelerator));
    setState(text);
    showFront(s.front, {});
}

void SearchView::showResult(const Prepared& prepared, const std::shared_ptr<const SearchResult>& result)
{
    m_searched = prepared;
    m_result = result;
    std::vector<SearchPoint> others;
    for (const SearchPoint& point : result->top)
        if (std::none_of(result->front.begin(), result->front.end(), [&](const SearchPoint& p) { return p.number == point.number; }))
            others.push_back(point);
    showFront(result->front, std::move(others));
    const QLocale locale;
    setState((result->isComplete ? tr("%1 plans on the front of %2 candidates, in %3") : tr("Stopped: %1 plans on the front of %2 candidates so far, in %3"))
                 .arg(locale.toString(static_cast<qulonglong>(result->front.size())), countText(static_cast<double>(result->looked), locale),
                      timeText(Seconds::fromSeconds(result->seconds), locale)));
    showReasons();
    locate();
    updateButtons();
}

void SearchView::showFront(std::vector<SearchPoint> front, std::vector<SearchPoint> others)
{
    FrontPicture picture;
    picture.front = std::move(front);
    picture.others = std::move(others);
    if (m_searched) {
        picture.objectives = m_searched->request.objectives;
        picture.limits = m_searched->request.limits;
        picture.accelerator = m_searched->inputs->cluster.accelerator;
    }
    if (m_position && m_position->problems.empty())
        picture.own = m_position->own;
    if (m_position && m_position->nearest)
        picture.nearest = m_position->nearest->number;
    picture.picked = m_canvas->picture().picked;
    m_canvas->setPicture(std::move(picture));
    m_frame->refreshTable();
    updateWords();
}

/// Where the present plan stands in the result, in the background.
void SearchView::locate()
{
    if (!m_result || isStale())
        return updateWords();
    m_location.setFuture(QtConcurrent::run(&m_pool, [plan = m_context.document.scenario(), searched = m_searched, result = m_result] {
        return positionOf(plan, searched->candidates, searched->inputs, searched->request, *result);
    }));
}

void SearchView::showReasons()
{
    m_reasons->clear();
    std::vector<std::pair<std::uint64_t, std::string>> reasons;
    for (const auto& [code, times] : m_result->rejected)
        reasons.emplace_back(times, code);
    std::sort(reasons.rbegin(), reasons.rend());
    for (const auto& [times, code] : reasons) {
        auto* item = new QTreeWidgetItem(m_reasons, {QLocale().toString(static_cast<qulonglong>(times)), rejectionText(code)});
        item->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(1, rejectionText(code));
    }
}

QString SearchView::wordsOf(const SearchPoint& point) const
{
    if (!m_searched)
        return {};
    const Scenario plan = m_searched->candidates.scenarioOf(point.number);
    const AcceleratorSpec& accelerator = m_searched->inputs->cluster.accelerator;
    QString text = QStringLiteral("%1; %2: %3").arg(planArithmetic(plan.parallelism), planChoices(plan), planText(point, m_searched->request, accelerator));
    if (m_position && m_position->problems.empty())
        for (std::size_t i = 0; i < 2; ++i) {
            const PlanQuantity quantity = m_searched->request.objectives[i];
            text += (i == 0 ? tr(". Against the present plan: %1 %2") : tr(", %1 %2"))
                        .arg(quantityName(quantity), quantityAgainst(quantity, point.objective[i], m_position->own.objective[i], accelerator));
        }
    for (const std::size_t missed : point.missed)
        text += tr("; misses the wish for %1").arg(quantityName(m_searched->request.limits[missed].quantity));
    return text;
}

void SearchView::updateWords()
{
    QString text;
    const FrontPicture& picture = m_canvas->picture();
    int shown = m_hovered;
    for (std::size_t i = 0; shown < 0 && i < picture.size(); ++i)
        if (picture.picked == picture.point(i).number)
            shown = static_cast<int>(i);
    if (shown >= 0 && shown < static_cast<int>(picture.size()))
        text = wordsOf(picture.point(static_cast<std::size_t>(shown)));
    else if (m_position && m_searched)
        text = positionWords(*m_position, m_searched->request, m_searched->inputs->cluster.accelerator);
    const QString fixed = m_form->words();
    if (shown < 0 && !fixed.isEmpty())
        text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + tr("Fixed and limited: %1").arg(fixed);
    m_words->setText(text);
    m_words->setVisible(!text.isEmpty());
}

void SearchView::preview(int point)
{
    m_hovered = point;
    updateWords();
    if (point < 0 || !m_searched) {
        m_context.focus.setPreview(nullptr);
        return;
    }
    const std::uint64_t number = m_canvas->picture().point(static_cast<std::size_t>(point)).number;
    m_previewer.request(withPlan(m_context.document.scenario(), m_searched->candidates.scenarioOf(number)));
}

void SearchView::pick(int point)
{
    FrontPicture picture = m_canvas->picture();
    picture.picked = picture.point(static_cast<std::size_t>(point)).number;
    m_canvas->setPicture(std::move(picture));
    updateButtons();
    updateWords();
}

void SearchView::apply(int point)
{
    if (point < 0 || !m_searched || static_cast<std::size_t>(point) >= m_canvas->picture().size() || isStale())
        return;
    const Scenario plan = m_searched->candidates.scenarioOf(m_canvas->picture().point(static_cast<std::size_t>(point)).number);
    m_context.focus.setPreview(nullptr);
    m_context.document.edit(tr("Plan of the search: %1").arg(planArithmetic(plan.parallelism)), withPlan(m_context.document.scenario(), plan));
}

bool SearchView::exportTo(const QString& path) const
{
    if (!m_result || !m_searched)
        return false;
    const FrontPosition position = m_position.value_or(FrontPosition{});
    const SearchReport report{m_searched->candidates, *m_searched->inputs, m_searched->request, *m_result, position};
    const bool isJson = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    if (!isJson && !path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return false;
    const std::string text = isJson ? searchToJson(report) : searchToCsv(report);
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size()) &&
           file.commit();
}

void SearchView::chooseExportFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the plans"), QStringLiteral("search.csv"), tr("Tables (*.csv *.json)"));
    if (!path.isEmpty() && !exportTo(path))
        QMessageBox::warning(this, tr("Export the plans"),
                             tr("The plans could not be written to %1. Choose a name ending in .csv or .json in a folder you may write to.").arg(path));
}

} // namespace shardscape
