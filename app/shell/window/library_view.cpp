// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/library_view.h"

#include "document/document.h"
#include "shell/translate.h"

#include <QApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace shardscape {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int kindRole = Qt::UserRole + 1;

QString mimeType() { return QStringLiteral("application/x-shardscape-preset"); }

std::optional<PresetReference> presetOfItem(const QTreeWidgetItem& item)
{
    const QString id = item.data(0, idRole).toString();
    if (id.isEmpty())
        return std::nullopt;
    return PresetReference{static_cast<PresetKind>(item.data(0, kindRole).toInt()), id};
}

/// A tree whose entries are dragged as presets and not as rows of a model.
class PresetTree : public QTreeWidget {
public:
    using QTreeWidget::QTreeWidget;

protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override
    {
        const auto preset = items.isEmpty() ? std::nullopt : presetOfItem(*items.front());
        return preset ? presetMime(*preset) : nullptr;
    }
    QStringList mimeTypes() const override { return {mimeType()}; }
};

} // namespace

QMimeData* presetMime(const PresetReference& preset)
{
    auto* data = new QMimeData;
    const std::string_view kind = toText(preset.kind);
    data->setData(mimeType(),
                  (QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())) + QLatin1Char('/') + preset.id).toUtf8());
    return data;
}

std::optional<PresetReference> presetOf(const QMimeData& data)
{
    const QString text = QString::fromUtf8(data.data(mimeType()));
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    if (slash < 0)
        return std::nullopt;
    const auto kind = fromText<PresetKind>(text.left(slash).toStdString());
    if (!kind || slash + 1 == text.size())
        return std::nullopt;
    return PresetReference{*kind, text.mid(slash + 1)};
}

LibraryView::LibraryView(AppContext& context, QWidget* parent)
    : QWidget{parent}, m_context{context}, m_filter{new QLineEdit(this)}, m_tree{new PresetTree(this)}
{
    setObjectName(QStringLiteral("libraryView"));
    setAccessibleName(tr("Library"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    m_filter->setPlaceholderText(tr("Find a preset"));
    m_filter->setAccessibleName(tr("Find a preset"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAcceptDrops(false);
    layout->addWidget(m_filter);
    m_tree->setObjectName(QStringLiteral("library"));
    m_tree->setAccessibleName(tr("Presets"));
    m_tree->setHeaderHidden(true);
    m_tree->setDragEnabled(true);
    m_tree->setDragDropMode(QAbstractItemView::DragOnly);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setToolTip(tr("Drag an entry onto the window, or press Enter"));
    layout->addWidget(m_tree, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &LibraryView::filter);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const auto preset = presetOfItem(*item))
            Q_EMIT chosen(*preset);
    });
    fill();
}

void LibraryView::fill()
{
    for (const auto& [kind, title] : {std::pair{PresetKind::Model, tr("Models")}, std::pair{PresetKind::Cluster, tr("Clusters")},
                                      std::pair{PresetKind::Scenario, tr("Scenarios")}}) {
        auto* group = new QTreeWidgetItem(m_tree, {title});
        group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        for (const auto& [id, preset] : m_context.document.library().all(kind)) {
            const QString name = QString::fromStdString(preset.title.empty() ? id : preset.title);
            auto* item = new QTreeWidgetItem(group, {name});
            item->setData(0, idRole, QString::fromStdString(id));
            item->setData(0, kindRole, static_cast<int>(kind));
            item->setToolTip(0, tr("%1 (%2)").arg(name, QString::fromStdString(id)));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
        }
        group->sortChildren(0, Qt::AscendingOrder);
        group->setExpanded(true);
    }
}

void LibraryView::filter(const QString& words)
{
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = m_tree->topLevelItem(i);
        bool any = false;
        for (int row = 0; row < group->childCount(); ++row) {
            QTreeWidgetItem* item = group->child(row);
            const QString text = item->toolTip(0);
            const bool hit =
                std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
            item->setHidden(!hit);
            any = any || hit;
        }
        group->setHidden(!any);
    }
}

} // namespace shardscape
