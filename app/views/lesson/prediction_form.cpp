// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lesson/prediction_form.h"

#include "document/document.h"
#include "shell/focus_hub.h"

#include <QButtonGroup>
#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <cmath>

namespace shardscape {

namespace {

QLabel* wrapped(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

PredictionForm::PredictionForm(AppContext& context, LessonSession& session, QWidget* parent)
    : QWidget{parent}, m_context{context}, m_session{session}, m_ask{wrapped(this)}, m_number{new QLineEdit(this)}, m_unit{new QLabel(this)},
      m_numberRow{new QWidget(this)}, m_pointed{wrapped(this)}, m_student{new QLineEdit(this)}, m_lock{new QPushButton(tr("Lock my prediction"), this)},
      m_layout{new QVBoxLayout(this)}
{
    setAccessibleName(tr("Prediction"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    QFont bold = m_ask->font();
    bold.setBold(true);
    m_ask->setFont(bold);
    m_ask->setAccessibleName(tr("Question"));
    m_pointed->setAccessibleName(tr("What was chosen"));
    m_layout->addWidget(m_ask);
    auto* row = new QHBoxLayout(m_numberRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_number);
    row->addWidget(m_unit);
    row->addStretch(1);
    m_number->setObjectName(QStringLiteral("predictionNumber"));
    m_number->setAccessibleName(tr("Predicted number"));
    m_number->setPlaceholderText(tr("a number"));
    m_layout->addWidget(m_numberRow);
    m_layout->addWidget(m_pointed);
    m_student->setObjectName(QStringLiteral("predictionStudent"));
    m_student->setAccessibleName(tr("Name"));
    m_student->setPlaceholderText(tr("name (for the class sheet)"));
    m_layout->addWidget(m_student);
    m_lock->setObjectName(QStringLiteral("lockPrediction"));
    m_layout->addWidget(m_lock, 0, Qt::AlignLeft);
    connect(m_number, &QLineEdit::textChanged, this, &PredictionForm::updateButton);
    connect(m_number, &QLineEdit::returnPressed, this, &PredictionForm::lock);
    connect(m_lock, &QPushButton::clicked, this, &PredictionForm::lock);
    connect(&context.focus, &FocusHub::changed, this, &PredictionForm::followFocus);
}

void PredictionForm::ask(const ReadyQuestion& question)
{
    m_question = question;
    m_object = -1;
    m_ask->setText(QString::fromStdString(question.ask));
    m_ask->setAccessibleName(m_ask->text());
    m_number->clear();
    m_unit->setText(QString::fromStdString(question.unit));
    m_numberRow->setVisible(question.kind == QuestionKind::Number);
    m_number->setAccessibleDescription(m_ask->text());
    addChoices(question);
    const bool points = question.kind == QuestionKind::Gpu || question.kind == QuestionKind::Link;
    m_pointed->setVisible(points);
    m_student->setVisible(m_session.classMode());
    followFocus();
    updateButton();
}

void PredictionForm::addChoices(const ReadyQuestion& question)
{
    delete m_choiceBox;
    m_choiceBox = nullptr;
    m_choices = nullptr;
    if (question.kind != QuestionKind::Choice)
        return;
    m_choiceBox = new QWidget(this);
    m_choiceBox->setAccessibleName(tr("Choices"));
    m_choices = new QButtonGroup(m_choiceBox);
    auto* box = new QVBoxLayout(m_choiceBox);
    box->setContentsMargins(0, 0, 0, 0);
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        // A radio button cannot wrap its text; a label beside it can, and clicks on it count.
        auto* line = new QWidget(m_choiceBox);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto* button = new QRadioButton(line);
        const QString text = QString::fromStdString(question.choices[i]);
        button->setAccessibleName(text);
        button->setObjectName(QStringLiteral("choice%1").arg(i));
        auto* label = wrapped(line);
        label->setText(text);
        label->setTextInteractionFlags(Qt::NoTextInteraction);
        label->setBuddy(button);
        row->addWidget(button, 0, Qt::AlignTop);
        row->addWidget(label, 1);
        m_choices->addButton(button, static_cast<int>(i));
        box->addWidget(line);
    }
    m_layout->insertWidget(m_layout->indexOf(m_numberRow), m_choiceBox);
    connect(m_choices, &QButtonGroup::idToggled, this, &PredictionForm::updateButton);
}

void PredictionForm::followFocus()
{
    const Focus pinned = m_context.focus.pinned();
    const bool fits = (m_question.kind == QuestionKind::Gpu && pinned.kind == Focus::Kind::Gpu) ||
                      (m_question.kind == QuestionKind::Link && pinned.kind == Focus::Kind::Link);
    m_object = fits ? pinned.id : -1;
    m_pointed->setText(m_object < 0 ? tr("Nothing chosen yet: click it, or go there with the keys and press Space.")
                                    : tr("Chosen: %1").arg(entered() ? entered()->words : QString()));
    m_pointed->setAccessibleName(m_pointed->text());
    updateButton();
}

std::optional<SpokenPrediction> PredictionForm::entered() const
{
    SpokenPrediction spoken;
    switch (m_question.kind) {
    case QuestionKind::Number: {
        bool isNumber = false;
        spoken.value.number = m_number->text().trimmed().replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isNumber);
        if (!isNumber || !std::isfinite(spoken.value.number))
            return std::nullopt;
        spoken.words = (m_number->text().trimmed() + QLatin1Char(' ') + m_unit->text()).trimmed();
        return spoken;
    }
    case QuestionKind::Choice:
        spoken.value.choice = m_choices ? m_choices->checkedId() : -1;
        if (spoken.value.choice < 0)
            return std::nullopt;
        spoken.words = QString::fromStdString(m_question.choices[static_cast<std::size_t>(spoken.value.choice)]);
        return spoken;
    case QuestionKind::Gpu:
        spoken.value.object = m_object;
        spoken.words = tr("GPU %1").arg(m_object);
        break;
    case QuestionKind::Link: {
        spoken.value.object = m_object;
        const auto evaluation = m_context.document.evaluation();
        if (!evaluation || !evaluation->fabric || m_object < 0 || m_object >= static_cast<qint64>(evaluation->fabric->links().size()))
            return std::nullopt;
        const Link& link = evaluation->fabric->links()[static_cast<std::size_t>(m_object)];
        spoken.words = tr("%1 to %2").arg(QString::fromStdString(evaluation->fabric->nameOf(link.from)),
                                          QString::fromStdString(evaluation->fabric->nameOf(link.to)));
        break;
    }
    }
    return m_object < 0 ? std::nullopt : std::optional{spoken};
}

void PredictionForm::updateButton() { m_lock->setEnabled(entered().has_value()); }

void PredictionForm::lock()
{
    if (const auto prediction = entered())
        m_session.predict(*prediction, m_student->text().trimmed());
}

} // namespace shardscape
