// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/settings_dialog.h"

#include "shell/command_registry.h"
#include "shell/language.h"
#include "shell/preferences.h"
#include "shell/theme_manager.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

namespace shardscape {

SettingsDialog::SettingsDialog(AppContext& context, QWidget* parent) : QDialog{parent}, m_context{context}
{
    setWindowTitle(tr("Settings"));
    setAccessibleName(tr("Settings"));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(12);
    addTheme(*form);
    addTextSize(*form);
    addMotion(*form);
    addLanguage(*form);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Return in a field takes its value
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(60 * fontMetrics().averageCharWidth());
}

void SettingsDialog::addTheme(QFormLayout& form)
{
    auto* theme = new QComboBox(this);
    theme->setObjectName(QStringLiteral("theme"));
    theme->setAccessibleName(tr("Theme"));
    for (const auto& [choice, name] : EnumNames<ThemeChoice>::table) {
        // The commands of the View menu set and remember the theme; this list is another handle of theirs.
        QAction* action = m_context.commands.action(QStringLiteral("view.theme.") + QString::fromUtf8(name));
        theme->addItem(action->text().remove(QLatin1Char('&')), action->objectName());
        if (m_context.theme.choice() == choice)
            theme->setCurrentIndex(theme->count() - 1);
    }
    connect(theme, &QComboBox::activated, this,
            [this, theme] { m_context.commands.action(theme->currentData().toString())->trigger(); });
    form.addRow(tr("&Theme"), theme);
}

void SettingsDialog::addTextSize(QFormLayout& form)
{
    auto* row = new QHBoxLayout;
    auto* slider = new QSlider(Qt::Horizontal, this);
    auto* number = new QSpinBox(this);
    slider->setAccessibleName(tr("Text size in percent"));
    slider->setSingleStep(5);
    slider->setPageStep(20);
    slider->setTickInterval(20);
    slider->setTickPosition(QSlider::TicksBelow);
    number->setObjectName(QStringLiteral("textSize"));
    number->setAccessibleName(tr("Text size in percent"));
    number->setSuffix(tr(" %"));
    number->setSingleStep(5);
    number->setKeyboardTracking(false); // “1” on the way to “120” is no size
    slider->setRange(Preferences::smallestText, Preferences::largestText);
    number->setRange(Preferences::smallestText, Preferences::largestText);
    Preferences& preferences = m_context.preferences;
    const auto show = [slider, number, &preferences] {
        slider->setValue(preferences.textPercent());
        number->setValue(preferences.textPercent());
    };
    show();
    connect(slider, &QSlider::valueChanged, &preferences, &Preferences::setTextPercent);
    connect(number, &QSpinBox::valueChanged, &preferences, &Preferences::setTextPercent);
    connect(&preferences, &Preferences::changed, this, show);
    row->addWidget(slider, 1);
    row->addWidget(number);
    form.addRow(tr("Text &size"), row);
}

void SettingsDialog::addMotion(QFormLayout& form)
{
    auto* reduced = new QCheckBox(tr("&Reduced: nothing glides, playing advances in steps"), this);
    reduced->setObjectName(QStringLiteral("reducedMotion"));
    reduced->setChecked(m_context.preferences.reducedMotion());
    connect(reduced, &QCheckBox::toggled, &m_context.preferences, &Preferences::setReducedMotion);
    form.addRow(tr("Motion"), reduced);
}

void SettingsDialog::addLanguage(QFormLayout& form)
{
    auto* language = new QComboBox(this);
    language->setObjectName(QStringLiteral("language"));
    language->setAccessibleName(tr("Language"));
    language->addItem(tr("As the system"), QString());
    for (const Language& one : availableLanguages())
        language->addItem(one.name, one.code);
    language->setCurrentIndex(std::max(0, language->findData(m_context.preferences.language())));
    // Queued: the window, and this dialog with it, is made anew for another language.
    connect(
        language, &QComboBox::activated, &m_context.preferences,
        [this, language] { m_context.preferences.setLanguage(language->currentData().toString()); }, Qt::QueuedConnection);
    form.addRow(tr("&Language"), language);
}

} // namespace shardscape
