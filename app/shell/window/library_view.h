// SPDX-License-Identifier: GPL-3.0-or-later
// The library: scenarios, models and clusters that come with the program. An entry is dragged onto the window, or taken with Enter or a
// double click: a scenario opens, a model or cluster takes the place of the present one. GUI thread only.
#pragma once

#include "io/preset_library.h"
#include "shell/app_context.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QMimeData;
class QTreeWidget;

namespace shardscape {

/// A preset by kind and id, as it is dragged.
struct PresetReference {
    PresetKind kind = PresetKind::Scenario;
    QString id;
};

/// What is dragged for a preset; the caller owns it.
[[nodiscard]] QMimeData* presetMime(const PresetReference& preset);
/// The preset that is dragged, if it is one.
[[nodiscard]] std::optional<PresetReference> presetOf(const QMimeData& data);

class LibraryView : public QWidget {
    Q_OBJECT
public:
    explicit LibraryView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QTreeWidget& tree() const { return *m_tree; }

Q_SIGNALS:
    void chosen(const shardscape::PresetReference& preset);

private:
    void fill();
    void filter(const QString& words);

    AppContext& m_context;
    QLineEdit* m_filter;
    QTreeWidget* m_tree;
};

} // namespace shardscape
