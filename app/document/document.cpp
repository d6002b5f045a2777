// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include "document/edit_command.h"
#include "document/text_file.h"
#include "intake/report_pdf.h"
#include "io/scenario_file.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace shardscape {

namespace {

constexpr const char* fallbackAccelerator = "a100-80gb-sxm"; ///< of a topology read while the present cluster is not known

/// A config.json is named after the folder it lies in, as repositories of models are laid out; other files after themselves.
QString modelName(const QString& path)
{
    const QFileInfo file(path);
    const QString base = file.completeBaseName();
    return base == QLatin1String("config") ? file.absoluteDir().dirName() : base;
}

} // namespace

Document::Document(std::shared_ptr<const PresetLibrary> library, Scenario scenario, EvaluateFunction evaluate, QObject* parent)
    : QObject{parent}, m_library{std::move(library)}, m_scenario{std::move(scenario)}, m_evaluator{std::make_unique<BackgroundEvaluator>(
                                                                                           std::move(evaluate))}
{
    connect(m_evaluator.get(), &BackgroundEvaluator::finished, this, &Document::take);
    m_undo = std::make_unique<QUndoStack>();
    m_undoGroup.addStack(m_undo.get());
    m_undoGroup.setActiveStack(m_undo.get());
    m_evaluating = true;
    m_evaluator->request(m_scenario);
}

Document::~Document() = default;

void Document::exchange(DocumentState& other)
{
    if (!other.undo)
        other.undo = std::make_unique<QUndoStack>();
    std::swap(m_scenario, other.scenario);
    std::swap(m_filePath, other.filePath);
    std::swap(m_evaluation, other.evaluation);
    std::swap(m_undo, other.undo);
    m_problems.clear();
    m_undoGroup.addStack(m_undo.get());
    m_undoGroup.setActiveStack(m_undo.get());
    m_evaluating = true;
    m_evaluator->restart(m_scenario);
    Q_EMIT scenarioChanged();
    Q_EMIT filePathChanged();
    if (m_evaluation)
        Q_EMIT evaluationChanged();
}

void Document::edit(const QString& text, const Scenario& after, int gesture)
{
    if (after == m_scenario)
        return;
    if (const QString reason = m_guard ? m_guard(m_scenario, after) : QString(); !reason.isEmpty()) {
        Q_EMIT editRefused(reason);
        Q_EMIT scenarioChanged();
        return;
    }
    m_undo->push(new EditCommand(*this, text, after, gesture));
}

Result<OpenedFile> Document::read(const QString& path) const
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return failure(text.error());
    if (looksLikePdf(*text)) {
        const Result<std::string> json = scenarioInPdf(*text);
        Result<Scenario> scenario = json ? readScenario(*json) : Result<Scenario>{failure(json.error())};
        if (!scenario)
            return failure(scenario.error());
        return OpenedFile{.scenario = std::move(*scenario), .path = {}, .whole = true, .remarks = {}}; // saving must not overwrite the report
    }
    Result<OpenedFile> file = understand(*text, modelName(path));
    if (file && file->whole)
        file->path = QFileInfo(path).absoluteFilePath();
    return file;
}

Result<OpenedFile> Document::understand(const std::string& text, const QString& name) const
{
    if (const auto imported = scenarioFromModelConfig(text, name, m_scenario))
        return OpenedFile{.scenario = *imported, .path = {}, .whole = false, .remarks = {}};
    if (auto imported = withTopology(text))
        return OpenedFile{.scenario = std::move(imported->scenario), .path = {}, .whole = false, .remarks = std::move(imported->remarks)};
    Result<Scenario> scenario = readScenario(text);
    if (!scenario)
        return failure(scenario.error());
    return OpenedFile{.scenario = std::move(*scenario), .path = {}, .whole = true, .remarks = {}};
}

std::optional<ForeignScenario> Document::withTopology(const std::string& text) const
{
    const Result<Inputs> inputs = m_library->resolve(m_scenario);
    const std::string accelerator = inputs ? inputs->cluster.accelerator.id : std::string();
    return scenarioFromTopology(text, accelerator.empty() ? fallbackAccelerator : accelerator, m_scenario);
}

void Document::takeOver(const OpenedFile& file) { replace(file.scenario, file.path); }

Result<void> Document::open(const QString& path)
{
    const Result<OpenedFile> file = read(path);
    if (!file)
        return failure(file.error());
    takeOver(*file);
    return {};
}

Result<void> Document::save(const QString& path)
{
    const Result<void> written = writeTextFile(path, writeScenario(m_scenario));
    if (!written)
        return written;
    m_filePath = QFileInfo(path).absoluteFilePath();
    m_undo->setClean();
    Q_EMIT filePathChanged();
    return {};
}

void Document::startNew(const Scenario& scenario) { replace(scenario, {}); }

void Document::recover(const Scenario& scenario, const QString& path)
{
    replace(scenario, path);
    m_undo->resetClean();
}

void Document::replace(const Scenario& scenario, const QString& path)
{
    m_undo->clear();
    m_filePath = path;
    apply(scenario);
    Q_EMIT filePathChanged();
}

void Document::apply(const Scenario& scenario)
{
    m_scenario = scenario;
    m_evaluating = true;
    m_evaluator->request(m_scenario);
    Q_EMIT scenarioChanged();
}

void Document::take(const EvaluationOutcome& outcome, bool isNewest)
{
    m_evaluating = !isNewest;
    if (outcome) {
        m_evaluation = *outcome;
        m_problems.clear();
    } else {
        m_problems = outcome.error();
    }
    Q_EMIT evaluationChanged();
}

} // namespace shardscape
