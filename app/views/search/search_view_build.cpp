// SPDX-License-Identifier: GPL-3.0-or-later
// The widgets of the search view and what connects them.
#include "views/search/search_view.h"

#include "document/document.h"
#include "evaluate/evaluate.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/search/front_canvas.h"
#include "views/search/search_words.h"
#include "views/search/space_form.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <chrono>

namespace shardscape {

namespace {

/// What a preview needs: figures, memory and links.
EvaluateFunction previewEvaluation(const PresetLibrary& library)
{
    return [&library](const Scenario& scenario) -> Result<Evaluation> {
        Result<Inputs> inputs = library.resolve(scenario);
        if (!inputs)
            return failure(inputs.error());
        return evaluate(scenario, std::make_shared<const Inputs>(std::move(*inputs)), {.timeline = false, .derivations = false});
    };
}

QToolButton* addButton(QLayout& row, QWidget* parent, const QString& name, const QString& text, const QString& help)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(help);
    button->setAccessibleDescription(help);
    row.addWidget(button);
    return button;
}

} // namespace

SearchView::SearchView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_previewer(previewEvaluation(context.document.library())), m_form(new SpaceForm),
      m_side(new QScrollArea), m_reasons(new QTreeWidget), m_canvas(new FrontCanvas), m_frame(new PictureFrame(
                                                                                         m_canvas,
                                                                                         [this] {
                                                                                             if (!m_searched)
                                                                                                 return TableData{};
                                                                                             FrontTable table = frontTable(
                                                                                                 m_canvas->picture(), m_searched->candidates,
                                                                                                 m_filter->text());
                                                                                             m_rows = std::move(table.points);
                                                                                             return std::move(table.data);
                                                                                         })),
      m_filter(new QLineEdit(this)), m_progress(new QProgressBar(this)), m_state(new QLabel(this)), m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("searchView"));
    setAccessibleName(tr("Search"));
    m_pool.setMaxThreadCount(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(300));
    build();
    listObjectives();
    connectAll();
    m_canvas->setTokens(context.theme.tokens());
    updateButtons();
    updateWords();
}

void SearchView::build()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 2);
    layout->setSpacing(3);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(6, 0, 6, 0);
    m_start = addButton(*head, this, QStringLiteral("startSearch"), tr("Start"), tr("Looks at every plan of the space"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(90);
    m_progress->setAccessibleName(tr("Progress of the search"));
    m_state->setAccessibleName(tr("State of the search"));
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    head->addWidget(m_progress);
    head->addWidget(m_state, 1);
    layout->addLayout(head);

    auto* side = new QWidget;
    auto* sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->addWidget(m_form);
    m_reasons->setHeaderLabels({tr("Rejected"), tr("Why")});
    m_reasons->setAccessibleName(tr("Why candidates were rejected"));
    m_reasons->setRootIsDecorated(false);
    m_reasons->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_reasons->setMinimumHeight(6 * fontMetrics().height());
    sideLayout->addWidget(m_reasons, 1);
    m_side->setWidget(side);
    m_side->setWidgetResizable(true);
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setAccessibleName(tr("Inputs and limits of the search"));
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->setMinimumWidth(20 * fontMetrics().averageCharWidth());
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_side);
    splitter->addWidget(m_frame);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({36 * fontMetrics().averageCharWidth(), 500});
    layout->addWidget(splitter, 1);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(6, 0, 6, 2);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAccessibleName(tr("Present plan and plan under the pointer"));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_words);
    buildHead();
}

void SearchView::buildHead()
{
    QHBoxLayout& head = *m_frame->head();
    m_options = addButton(head, m_frame, QStringLiteral("searchOptions"), tr("Inputs"), tr("Shows what is fixed, free and limited"));
    m_options->setCheckable(true);
    m_options->setChecked(true);
    for (std::size_t i = 0; i < 2; ++i) {
        m_objectives[i] = new QComboBox(m_frame);
        m_objectives[i]->setObjectName(QStringLiteral("objective%1").arg(i));
        m_objectives[i]->setAccessibleName(i == 0 ? tr("First objective, to the right") : tr("Second objective, upwards"));
        m_objectives[i]->setToolTip(m_objectives[i]->accessibleName());
        m_objectives[i]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_objectives[i]->setMinimumContentsLength(8);
        head.addWidget(m_objectives[i], 1);
    }
    m_filter->setObjectName(QStringLiteral("planFilter"));
    m_filter->setPlaceholderText(tr("Filter, such as tp 8, ZeRO-1"));
    m_filter->setAccessibleName(tr("Filter of the table"));
    m_filter->setClearButtonEnabled(true);
    m_filter->hide();
    head.addWidget(m_filter, 1);
    m_apply = addButton(head, m_frame, QStringLiteral("applyPlan"), tr("Apply"), tr("Makes the chosen plan the present one; a double click or Enter does the same"));
    m_export = addButton(head, m_frame, QStringLiteral("exportPlans"), tr("Plans"), tr("Save all plans with exact numbers and every input, as CSV or JSON"));
    for (QToolButton* button : {m_options, m_apply, m_export})
        button->setAutoRaise(true);
}

void SearchView::connectAll()
{
    Document& document = m_context.document;
    connect(&m_delay, &QTimer::timeout, this, &SearchView::prepare);
    connect(&m_preparation, &QFutureWatcherBase::finished, this, &SearchView::takePreparation);
    connect(&m_location, &QFutureWatcherBase::finished, this, [this] {
        m_position = m_location.result();
        showFront(m_canvas->picture().front, m_canvas->picture().others);
    });
    connect(&m_runner, &SearchRunner::progressed, this, &SearchView::showProgress);
    connect(&m_runner, &SearchRunner::finished, this, &SearchView::showResult);
    connect(&m_runner, &SearchRunner::failed, this, [this](const Problems& problems) {
        setState(QString::fromStdString(problems.front().message));
        updateButtons();
    });
    connect(&document, &Document::scenarioChanged, this, &SearchView::followDocument);
    connect(m_form, &SpaceForm::changed, this, [this] {
        requestPreparation();
        updateWords();
    });
    for (QComboBox* box : m_objectives)
        connect(box, &QComboBox::activated, this, &SearchView::requestPreparation);
    connect(m_start, &QToolButton::clicked, this, &SearchView::startOrStop);
    connect(m_options, &QToolButton::toggled, m_side, &QWidget::setVisible);
    connect(m_apply, &QToolButton::clicked, this, [this] {
        for (std::size_t i = 0; i < m_canvas->picture().size(); ++i)
            if (m_canvas->picture().picked == m_canvas->picture().point(i).number)
                return apply(static_cast<int>(i));
    });
    connect(m_export, &QToolButton::clicked, this, &SearchView::chooseExportFile);
    connect(m_canvas, &FrontCanvas::hovered, this, &SearchView::preview);
    connect(m_canvas, &FrontCanvas::picked, this, &SearchView::pick);
    connect(m_canvas, &FrontCanvas::chosen, this, &SearchView::apply);
    m_canvas->setWordsOf([this](const SearchPoint& point) { return wordsOf(point); });
    m_canvas->setEmptyText(tr("The best plans for this model, cluster and workload appear here."));
    connect(&m_previewer, &BackgroundEvaluator::finished, this, [this](const EvaluationOutcome& outcome, bool isNewest) {
        if (isNewest && m_hovered >= 0)
            m_context.focus.setPreview(outcome ? *outcome : nullptr);
    });
    const auto pointOf = [this](int row) { return row >= 0 && row < static_cast<int>(m_rows.size()) ? static_cast<int>(m_rows[static_cast<std::size_t>(row)]) : -1; };
    connect(&m_frame->table(), &TableTwin::rowActivated, this, [this, pointOf](int row) { apply(pointOf(row)); });
    connect(m_frame->findChild<QToolButton*>(QStringLiteral("tableSwitch")), &QToolButton::toggled, this, [this](bool table) {
        m_filter->setVisible(table); // of the table; in its place the picture has its axes
        for (QComboBox* box : m_objectives)
            box->setVisible(!table);
    });
    m_frame->setPaint([this](QPainter& painter) { m_canvas->paintPicture(painter); });
    connect(m_filter, &QLineEdit::textChanged, m_frame, &PictureFrame::refreshTable);
    connect(&m_context.theme, &ThemeManager::themeChanged, this, [this] { m_canvas->setTokens(m_context.theme.tokens()); });
}

void SearchView::listObjectives()
{
    m_isTraining = m_context.document.scenario().workload.training() != nullptr;
    const auto usual = defaultObjectives(m_isTraining);
    for (std::size_t i = 0; i < 2; ++i) {
        m_objectives[i]->clear();
        for (const auto& entry : EnumNames<PlanQuantity>::table)
            if (suits(entry.value, m_isTraining))
                m_objectives[i]->addItem(quantityName(entry.value), static_cast<int>(entry.value));
        m_objectives[i]->setCurrentIndex(m_objectives[i]->findData(static_cast<int>(usual[i])));
    }
}

void SearchView::updateButtons()
{
    const bool running = m_runner.isRunning();
    m_start->setText(running ? tr("Stop") : tr("Start"));
    m_start->setEnabled(running || (m_ready && m_ready->candidates.size() > 0));
    m_progress->setVisible(running);
    m_apply->setEnabled(m_canvas->picture().picked.has_value());
    m_export->setEnabled(m_result != nullptr);
}

void SearchView::setState(const QString& text)
{
    m_state->setText(text);
    m_state->setToolTip(text);
}

} // namespace shardscape
