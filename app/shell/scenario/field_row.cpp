// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/field_row.h"

#include "shell/scenario/problem_note.h"
#include "shell/scenario/step_spin_box.h"
#include "shell/scenario/undo_pass_through.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QStylePainter>
#include <QWheelEvent>

namespace shardscape {

namespace {

/// A combo box that lets the panel scroll under the mouse unless a person is in it, and whose text ends in … where it has no room.
class CalmComboBox : public QComboBox {
public:
    /// \param acts choosing does something at once: keys and wheel do not walk through the choices, keys open the list
    CalmComboBox(bool acts, QWidget* parent) : QComboBox(parent), m_acts(acts) {}

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        const bool walks = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_Home ||
                           event->key() == Qt::Key_End || event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
        const bool types = event->modifiers() == Qt::NoModifier && !event->text().isEmpty() && event->text().at(0).isPrint();
        if (m_acts && (walks || types))
            showPopup();
        else
            QComboBox::keyPressEvent(event);
    }

    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus() && !m_acts)
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }

    void paintEvent(QPaintEvent* /*event*/) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const int room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width() - 2;
        option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, room);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }

private:
    bool m_acts;
};

/// Fills a combo box only when its entries changed: refilling while its list is open would close it.
void fill(QComboBox& box, const std::vector<Choice>& choices)
{
    bool same = box.count() == static_cast<int>(choices.size());
    for (int i = 0; same && i < box.count(); ++i)
        same = box.itemData(i).toString() == choices[static_cast<std::size_t>(i)].id &&
               box.itemText(i) == choices[static_cast<std::size_t>(i)].text;
    if (same)
        return;
    box.clear();
    for (const Choice& choice : choices)
        box.addItem(choice.text, choice.id);
}

} // namespace

FieldRow::FieldRow(FieldSpec spec, ScenarioEditor& editor, QWidget* parent)
    : QWidget{parent}, m_spec{std::move(spec)}, m_editor{editor}, m_label{new QLabel(m_spec.label, this)}, m_note{new ProblemNote(this)}
{
    setObjectName(m_spec.path);
    setAccessibleName(m_spec.label);
    m_input = std::visit([this](const auto& field) { return makeInput(field); }, m_spec.kind);
    m_input->setAccessibleName(m_spec.label);
    m_input->setAccessibleDescription(m_spec.help);
    m_input->setToolTip(m_spec.help);
    m_label->setToolTip(m_spec.help);
    m_label->setBuddy(m_input);
    new UndoPassThrough(*m_input);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_label, 0, 0);
    layout->addWidget(m_input, 0, 1);
    layout->addWidget(m_note, 1, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    connect(m_note, &ProblemNote::offerChosen, this, [this](int value) {
        m_editor.endBurst();
        setInt(value);
        m_editor.endBurst();
        m_input->setFocus();
    });
}

void FieldRow::change(const QString& before, const QString& after, const std::function<void(Scenario&)>& apply)
{
    m_editor.change({.path = m_spec.path, .name = m_spec.label, .before = before, .after = after}, apply);
}

void FieldRow::setInt(int value)
{
    const auto& field = std::get<IntField>(m_spec.kind);
    change(QString::number(field.get(m_scenario)), QString::number(value), [&](Scenario& s) { field.set(s, value); });
}

QWidget* FieldRow::makeInput(const IntField& field)
{
    auto* box = new StepSpinBox(this);
    box->setRange(field.minimum, field.maximum);
    box->setAlignment(Qt::AlignRight);
    connect(box, &QSpinBox::valueChanged, this, &FieldRow::setInt);
    connect(box, &QSpinBox::editingFinished, &m_editor, &ScenarioEditor::endBurst);
    return box;
}

QWidget* FieldRow::makeInput(const RealField& field)
{
    auto* box = new QDoubleSpinBox(this);
    box->setRange(field.minimum, field.maximum);
    box->setSingleStep(field.step);
    box->setDecimals(2);
    box->setAlignment(Qt::AlignRight);
    box->setFocusPolicy(Qt::StrongFocus);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, &field](double value) {
        change(locale().toString(field.get(m_scenario)), locale().toString(value), [&](Scenario& s) { field.set(s, value); });
    });
    connect(box, &QDoubleSpinBox::editingFinished, &m_editor, &ScenarioEditor::endBurst);
    return box;
}

QWidget* FieldRow::makeInput(const ChoiceField& field)
{
    auto* box = new CalmComboBox(field.acts, this);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    box->setMaxVisibleItems(24);
    connect(box, &QComboBox::activated, this, [this, box, &field](int index) {
        const QString id = box->itemData(index).toString();
        const int before = box->findData(field.get(m_scenario));
        change(box->itemText(before), box->itemText(index), [&](Scenario& s) { field.set(s, id); });
        m_editor.endBurst();
    });
    return box;
}

QWidget* FieldRow::makeInput(const FlagField& field)
{
    auto* box = new QCheckBox(this);
    connect(box, &QCheckBox::clicked, this, [this, &field](bool on) {
        const auto text = [](bool state) { return state ? tr("on") : tr("off"); };
        change(text(field.get(m_scenario)), text(on), [&](Scenario& s) { field.set(s, on); });
        m_editor.endBurst();
    });
    return box;
}

void FieldRow::load(const Scenario& scenario, const Facts& facts)
{
    m_scenario = scenario;
    m_facts = facts;
    const bool shown = !m_spec.shown || m_spec.shown(scenario);
    const QSignalBlocker quiet(m_input);
    setVisible(shown);
    if (!shown) {
        if (window()->focusWidget() == m_input) // hiding passes the keyboard on only where the pane is visible
            m_input->clearFocus();
        return;
    }
    std::visit([this](const auto& field) { loadValue(field); }, m_spec.kind);
}

void FieldRow::loadValue(const IntField& field)
{
    auto* box = static_cast<StepSpinBox*>(m_input);
    const int value = field.get(m_scenario);
    if (box->value() != value) // setting the same value would move the cursor of whoever is typing
        box->setValue(value);
    box->setNeighbors(field.neighbors(m_scenario, m_facts, value));
}

void FieldRow::loadValue(const RealField& field)
{
    auto* box = static_cast<QDoubleSpinBox*>(m_input);
    if (box->value() != field.get(m_scenario))
        box->setValue(field.get(m_scenario));
}

void FieldRow::loadValue(const ChoiceField& field)
{
    auto* box = static_cast<QComboBox*>(m_input);
    fill(*box, field.choices(m_scenario));
    const QString id = field.get(m_scenario);
    if (box->findData(id) < 0 && !id.isEmpty()) // a preset that is not there stays visible; its problem stands below
        box->addItem(tr("%1 (unknown)").arg(id), id);
    box->setCurrentIndex(box->findData(id));
    box->setToolTip(box->currentText() + QLatin1Char('\n') + m_spec.help);
}

void FieldRow::loadValue(const FlagField& field) { static_cast<QCheckBox*>(m_input)->setChecked(field.get(m_scenario)); }

void FieldRow::setProblems(const Problems& problems, const Tokens& tokens)
{
    std::vector<Offer> offers;
    if (const auto* field = std::get_if<IntField>(&m_spec.kind); field && !isHidden()) {
        const Neighbors near = field->neighbors(m_scenario, m_facts, field->get(m_scenario));
        for (const std::optional<int> value : {near.below, near.above})
            if (value && !near.sensible)
                offers.push_back({tr("Take %1").arg(*value), *value});
    }
    m_note->setProblems(problems, offers, tokens);
    m_input->setAccessibleDescription(problems.empty() ? m_spec.help : m_note->text());
}

} // namespace shardscape
