// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sweep/sweep_view.h"

#include "document/baselines.h"
#include "document/document.h"
#include "document/text_file.h"
#include "shell/theme_manager.h"
#include "views/common/folding_row.h"
#include "views/common/picture_export.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/sweep/sweep_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace shardscape {

namespace {

/// Constants are many; the tornado leads to those that matter.
bool isOffered(const Assumption& assumption)
{
    return assumption.path.find("constants.") == std::string::npos && assumption.path.rfind("efficiency.", 0) != 0;
}

QComboBox* combo(QWidget* parent, const char* objectName, const QString& name, int letters)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(letters);
    return box;
}

bool choosePath(QComboBox& box, const QString& path)
{
    const int index = box.findData(path);
    if (index >= 0)
        box.setCurrentIndex(index);
    return index >= 0;
}

} // namespace

SweepView::SweepView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_mode(combo(this, "sweepMode", tr("What to draw"), 8)),
      m_input(combo(this, "sweepInput", tr("Input that is varied"), 14)), m_second(combo(this, "sweepSecond", tr("Second input"), 12)),
      m_figure(combo(this, "sweepFigure", tr("Figure"), 10)), m_values(new QLineEdit(this)), m_keepGpus(new QCheckBox(tr("Keep GPUs"), this)),
      m_state(new QLabel(this)), m_canvas(new SweepCanvas),
      m_frame(new PictureFrame(
          m_canvas, [this] { return m_answer.chart ? m_answer.chart->table(QLocale()) : TableData{}; }, this)),
      m_job([this](SweepAnswer answer, bool isFinal) { take(std::move(answer), isFinal); })
{
    setObjectName(QStringLiteral("sweepView"));
    setAccessibleName(tr("Sweep"));
    auto* controls = new FoldingRow(this);
    makeControls(*controls);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(controls);
    layout->addWidget(m_frame, 1);
    setFocusProxy(m_frame);
    m_frame->setPaint([this](QPainter& painter) { m_canvas->paintPicture(painter); });
    m_state->setObjectName(QStringLiteral("sweepState"));
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_frame->head()->addWidget(m_state, 1);
    auto* save = new QToolButton(this);
    save->setText(tr("Save"));
    save->setToolTip(tr("Save as a picture (PNG, SVG) or as numbers like those of the command line (CSV, JSON)"));
    save->setAutoRaise(true);
    m_frame->head()->addWidget(save);

    connect(save, &QToolButton::clicked, this, &SweepView::chooseExportFile);
    connect(&context.document, &Document::evaluationChanged, this, &SweepView::ask);
    connect(&context.baselines, &Baselines::changed, this, [this] {
        m_asked.reset();
        ask();
    });
    connect(&context.theme, &ThemeManager::themeChanged, this, [this] { m_canvas->setTokens(m_context.theme.tokens()); });
    connect(m_canvas, &SweepCanvas::chosen, this, &SweepView::choose);
    m_canvas->setTokens(context.theme.tokens());
    updateControls();
}

void SweepView::makeControls(FoldingRow& controls)
{
    QHBoxLayout* row = controls.row();
    row->setContentsMargins(6, 2, 6, 0);
    row->setSpacing(4);
    m_mode->addItem(tr("Curve"), static_cast<int>(SweepMode::Curve));
    m_mode->addItem(tr("Tornado"), static_cast<int>(SweepMode::Tornado));
    m_mode->addItem(tr("Break-even"), static_cast<int>(SweepMode::BreakEven));
    m_mode->addItem(tr("Grid"), static_cast<int>(SweepMode::Grid));
    m_values->setObjectName(QStringLiteral("sweepValues"));
    m_values->setAccessibleName(tr("Values"));
    m_values->setPlaceholderText(tr("suggested"));
    m_values->setToolTip(tr("Values to try: a list (1,2,4), multiples of the present value (x0.5,x2) or a range (1024..65536, x0.25..x4:17). "
                            "Empty: suggested ones."));
    m_values->setClearButtonEnabled(true);
    m_values->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    m_keepGpus->setObjectName(QStringLiteral("sweepKeepGpus"));
    m_keepGpus->setToolTip(tr("dp follows a change of tp, cp or pp, so that the number of GPUs stays"));
    m_keepGpus->setChecked(true);
    row->addWidget(m_mode);
    row->addWidget(m_figure, 1);
    row->addWidget(m_input, 2);
    row->addWidget(m_second, 2);
    row->addWidget(m_values, 1);
    row->addWidget(m_keepGpus);
    controls.finish();
    const auto again = [this] {
        m_asked.reset();
        updateControls();
        ask();
    };
    for (QComboBox* box : {m_mode, m_input, m_second, m_figure})
        connect(box, &QComboBox::currentIndexChanged, this, again);
    connect(m_values, &QLineEdit::textChanged, this, again);
    connect(m_keepGpus, &QCheckBox::toggled, this, again);
}

/// Offers the inputs and figures of the present kind of workload; choices stay where they exist in both.
void SweepView::fillLists()
{
    const auto evaluation = m_context.document.evaluation();
    const bool training = evaluation->training.has_value();
    if (m_listsForTraining == training)
        return;
    m_listsForTraining = training;
    const QSignalBlocker quiet[] = {QSignalBlocker(m_input), QSignalBlocker(m_second), QSignalBlocker(m_figure)};
    const QString first = m_input->currentData().toString();
    const QString second = m_second->currentData().toString();
    for (QComboBox* box : {m_input, m_second}) {
        box->clear();
        for (const SweepInput& input : sweepInputs(evaluation->scenario))
            box->addItem(inputName(input), QString::fromStdString(input.path));
        for (const Assumption& assumption : assumptionsOf(*evaluation->inputs))
            if (isOffered(assumption))
                box->addItem(inputName({SweepInputKind::Assumption, assumption.path}), QString::fromStdString(assumption.path));
    }
    if (!choosePath(*m_input, first))
        choosePath(*m_input, training ? QStringLiteral("strong-scaling") : QStringLiteral("/workload/concurrency"));
    if (!choosePath(*m_second, second))
        choosePath(*m_second, training ? QStringLiteral("/workload/micro_batch") : QStringLiteral("/workload/prompt_tokens"));
    m_figure->clear();
    for (const Figure figure : figuresFor(training))
        m_figure->addItem(figureName(figure), static_cast<int>(figure));
    const int usual = m_figure->findData(static_cast<int>(training ? Figure::StepTime : Figure::Tpot));
    m_figure->setCurrentIndex(std::max(0, usual));
}

void SweepView::updateControls()
{
    const auto mode = static_cast<SweepMode>(m_mode->currentData().toInt());
    m_input->setVisible(mode != SweepMode::Tornado);
    m_values->setVisible(mode != SweepMode::Tornado);
    m_second->setVisible(mode == SweepMode::Grid);
    const auto isDegree = [](const QComboBox& box) {
        const QString path = box.currentData().toString();
        return path == QLatin1String("/parallelism/tp") || path == QLatin1String("/parallelism/cp") || path == QLatin1String("/parallelism/pp");
    };
    const bool grid = mode == SweepMode::Grid;
    m_keepGpus->setVisible((mode == SweepMode::Curve || grid) && (isDegree(*m_input) || (grid && isDegree(*m_second))));
}

std::shared_ptr<const SweepChart> SweepView::presentChart() const
{
    const bool isPresent = m_asked != nullptr && m_asked == m_context.document.evaluation() && !isBusy() && m_answer.isComplete;
    return isPresent ? m_answer.chart : nullptr;
}

QString SweepView::stateText() const { return m_state->text(); }

void SweepView::setMode(SweepMode mode) { m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(mode))); }

void SweepView::setInput(const QString& path)
{
    if (choosePath(*m_input, path))
        return;
    const auto evaluation = m_context.document.evaluation();
    m_input->addItem(inputName({SweepInputKind::Assumption, path.toStdString()}, evaluation ? evaluation->inputs.get() : nullptr), path);
    m_input->setCurrentIndex(m_input->count() - 1);
}

void SweepView::setValues(const QString& values) { m_values->setText(values); }

void SweepView::setFigure(Figure figure) { m_figure->setCurrentIndex(m_figure->findData(static_cast<int>(figure))); }

SweepQuestion SweepView::question() const
{
    const auto evaluation = m_context.document.evaluation();
    // A copy of the library's address: the document and with it the library outlive the view, and the job ends before it.
    const ResolveFunction resolve = [&library = m_context.document.library()](const Scenario& scenario) { return library.resolve(scenario); };
    SweepQuestion q;
    q.mode = static_cast<SweepMode>(m_mode->currentData().toInt());
    q.base = {evaluation->scenario, evaluation->inputs, resolve};
    q.nameB = tr("the present plan");
    if (const auto baseline = m_context.baselines.evaluation(); baseline && baseline->training.has_value() == evaluation->training.has_value()) {
        q.baseline = SweepBase{baseline->scenario, baseline->inputs, resolve};
        q.nameA = m_context.baselines.all()[static_cast<std::size_t>(m_context.baselines.current())].title;
    }
    const auto inputOf = [&q](const QComboBox& box) {
        const auto input = readSweepInput(box.currentData().toString().toStdString(), q.base);
        return input ? *input : SweepInput{SweepInputKind::Scenario, box.currentData().toString().toStdString()};
    };
    q.input = inputOf(*m_input);
    q.second = inputOf(*m_second);
    q.values = m_values->text().toStdString();
    q.figure = static_cast<Figure>(m_figure->currentData().toInt());
    q.keepGpus = m_keepGpus->isChecked();
    return q;
}

void SweepView::ask()
{
    const auto evaluation = m_context.document.evaluation();
    if (evaluation == nullptr) {
        m_canvas->setChart(nullptr, tr("The sweep begins once the plan has an evaluation."));
        return;
    }
    if (!isVisible() || evaluation == m_asked)
        return;
    fillLists();
    m_asked = evaluation;
    m_state->setText(tr("Working…"));
    m_job.request([q = question()](const std::atomic<bool>& stop, const auto& report) { return answer(q, stop, report); });
}

void SweepView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

void SweepView::take(SweepAnswer answer, bool isFinal)
{
    if (!isFinal) {
        m_state->setText(tr("Working, %1 %").arg(qRound(100.0 * answer.doneShare)));
        if (!answer.chart)
            return; // the old picture stays until there is a new one
    } else {
        m_state->clear();
    }
    m_answer = std::move(answer);
    QString text;
    for (const Problem& problem : m_answer.problems)
        text += QString::fromStdString(problem.message) + QStringLiteral(". ") + QString::fromStdString(problem.hint) + QLatin1Char('\n');
    m_canvas->setChart(m_answer.chart, text.trimmed());
    m_frame->refreshTable();
}

/// Takes the values of a point over, or goes on to the curve of an assumption.
void SweepView::choose(int item)
{
    const std::vector<SweepChange> changes = m_answer.chart ? m_answer.chart->changesOf(item) : std::vector<SweepChange>{};
    const auto evaluation = m_context.document.evaluation();
    if (changes.empty() || evaluation == nullptr)
        return;
    if (static_cast<SweepMode>(m_mode->currentData().toInt()) == SweepMode::Tornado) {
        const QSignalBlocker quiet(m_mode);
        setMode(SweepMode::Curve);
        setInput(QString::fromStdString(changes.front().input.path));
        m_asked.reset();
        updateControls();
        ask();
        return;
    }
    QStringList words;
    for (const SweepChange& change : changes) {
        if (change.input.kind == SweepInputKind::Assumption) {
            m_state->setText(tr("An assumption is no choice of a plan: change it under Machine, as an override of the cluster."));
            return;
        }
        words << QStringLiteral("%1 %2").arg(inputName(change.input), sweepValueText(change.input, change.value));
    }
    const auto after = changed(question().base, changes, m_keepGpus->isChecked());
    if (after)
        m_context.document.edit(words.join(QStringLiteral(", ")), after->scenario);
    else
        m_state->setText(QString::fromStdString(after.error().front().message));
}

bool SweepView::exportTo(const QString& path) const
{
    if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) || path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        const std::string& text = path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? m_answer.csv : m_answer.json;
        return !text.empty() && writeTextFile(path, text).has_value();
    }
    return exportPicture(
        *m_canvas, [this](QPainter& painter) { m_canvas->paintPicture(painter); }, path);
}

void SweepView::chooseExportFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the sweep"), QStringLiteral("sweep.png"),
                                                      tr("Pictures and numbers (*.png *.svg *.csv *.json)"));
    if (!path.isEmpty() && !exportTo(path))
        QMessageBox::warning(this, tr("Save the sweep"),
                             tr("The sweep could not be written to %1. Choose a name ending in .png, .svg, .csv or .json in a folder you may "
                                "write to, once the sweep is done.")
                                 .arg(path));
}

} // namespace shardscape
