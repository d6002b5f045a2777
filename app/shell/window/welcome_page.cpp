// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/welcome_page.h"

#include "document/document.h"
#include "io/preset_library.h"
#include "shell/command_registry.h"
#include "shell/window/file_commands.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace shardscape {

namespace {

QLabel* heading(const QString& text, double factor, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * factor);
    label->setFont(font);
    return label;
}

QLabel* paragraph(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

WelcomePage::WelcomePage(AppContext& context, QWidget* parent) : QWidget{parent}, m_context{context}
{
    setObjectName(QStringLiteral("welcomePage"));
    setAccessibleName(tr("Welcome"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(24, 16, 24, 16);
    page->setSpacing(8);
    page->addWidget(heading(tr("How is a model split over GPUs?"), 1.6, this));
    page->addWidget(paragraph(tr("Choose a start. Every change shows memory, traffic and the pipeline at once; Ctrl+Z takes it back."), this));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    const auto addColumn = [&](void (WelcomePage::*fill)(QVBoxLayout&), int stretch) {
        auto* column = new QVBoxLayout;
        column->setSpacing(6);
        (this->*fill)(*column);
        columns->addLayout(column, stretch);
    };
    addColumn(&WelcomePage::addExamples, 6);
    addColumn(&WelcomePage::addRecent, 3);
    addColumn(&WelcomePage::addOwn, 3);
    page->addLayout(columns, 1);
}

QListWidget* WelcomePage::addList(QVBoxLayout& column, const QString& title, const QString& description)
{
    column.addWidget(heading(title, 1.1, this));
    column.addWidget(paragraph(description, this));
    auto* list = new QListWidget(this);
    list->setAccessibleName(title);
    list->setWordWrap(true); // the end of a title tells it from the next one
    list->setTextElideMode(Qt::ElideNone);
    list->setResizeMode(QListView::Adjust);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setSpacing(2);
    column.addWidget(list, 1);
    return list;
}

void WelcomePage::addExamples(QVBoxLayout& column)
{
    QListWidget* list = addList(column, tr("Examples"), tr("Published runs and typical plans, ready to be changed. A double click opens one."));
    list->setObjectName(QStringLiteral("examples"));
    for (const auto& [id, preset] : m_context.document.library().all(PresetKind::Scenario)) {
        QAction* action = m_context.commands.action(QStringLiteral("file.new.") + QString::fromStdString(id));
        auto* item = new QListWidgetItem(QString::fromStdString(preset.title.empty() ? id : preset.title), list);
        item->setData(Qt::UserRole, action->objectName());
        item->setToolTip(item->text());
    }
    list->sortItems();
    connect(list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { m_context.commands.action(item->data(Qt::UserRole).toString())->trigger(); });
}

void WelcomePage::addRecent(QVBoxLayout& column)
{
    m_recent = addList(column, tr("Recent files"), tr("The newest first."));
    m_recent->setObjectName(QStringLiteral("recent"));
    connect(m_recent, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        if (const QString path = item->data(Qt::UserRole).toString(); !path.isEmpty())
            Q_EMIT fileRequested(path);
    });
}

void WelcomePage::addOwn(QVBoxLayout& column)
{
    auto* lessons = new QPushButton(tr("Learn with lessons…"), this);
    lessons->setToolTip(tr("Predict, see what the model computes, and do it yourself."));
    lessons->setStyleSheet(QStringLiteral("text-align: left; padding: 6px 10px;"));
    // Looked up when it is clicked: the command is made after this page.
    connect(lessons, &QPushButton::clicked, this, [this] { m_context.commands.action(QStringLiteral("lesson.open"))->trigger(); });
    column.addWidget(heading(tr("Lessons"), 1.1, this));
    column.addWidget(lessons);
    column.addWidget(heading(tr("Your own"), 1.1, this));
    column.addWidget(paragraph(tr("Drop a scenario, a Hugging Face config.json or the output of “nvidia-smi topo -m” on the window, or:"), this));
    for (const auto* id : {"file.open", "edit.paste", "help.palette", "help.shortcuts"}) {
        QAction* action = m_context.commands.action(QString::fromLatin1(id));
        if (!action) // registered by a part of the window that is made after this page
            continue;
        auto* button = new QPushButton(action->text(), this);
        button->setToolTip(action->toolTip());
        button->setStyleSheet(QStringLiteral("text-align: left; padding: 6px 10px;"));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        column.addWidget(button);
    }
    column.addStretch(1);
}

void WelcomePage::fillRecent()
{
    m_recent->clear();
    for (const QString& path : FileCommands::recentFiles()) {
        auto* item = new QListWidgetItem(QFileInfo(path).fileName(), m_recent);
        item->setData(Qt::UserRole, path);
        item->setToolTip(QDir::toNativeSeparators(path));
    }
    if (m_recent->count() == 0) {
        auto* none = new QListWidgetItem(tr("No files yet"), m_recent);
        none->setFlags(Qt::NoItemFlags);
    }
}

void WelcomePage::showEvent(QShowEvent* event)
{
    fillRecent();
    QWidget::showEvent(event);
}

} // namespace shardscape
