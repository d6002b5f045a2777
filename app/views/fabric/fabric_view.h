// SPDX-License-Identifier: GPL-3.0-or-later
// The fabric pane: the canvas with axis chips, matrix and table switches, and the bottleneck named in words. Follows document, focus and
// theme through the context. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/fabric/fabric_model.h"

#include <QWidget>

#include <array>

class QLabel;
class QToolButton;

namespace shardscape {

class FabricCanvas;
class PictureFrame;

class FabricView : public QWidget {
    Q_OBJECT
public:
    explicit FabricView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] FabricCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] AxisFilter filter() const { return m_filter; }
    void setFilter(AxisFilter filter);

private:
    void addChips();
    void addModes();
    [[nodiscard]] TableData table() const; ///< the twin of what is shown: pairs, the order of a focused group, or links
    void refresh();
    void showFocus();

    AppContext& m_context;
    FabricCanvas* m_canvas;
    PictureFrame* m_frame;
    QLabel* m_words;
    std::array<QToolButton*, axisCount> m_chips{};
    QToolButton* m_links = nullptr;
    QToolButton* m_pairs = nullptr;
    QToolButton* m_difference = nullptr; ///< enabled while a baseline on the same machine is pinned
    AxisFilter m_filter;
    std::shared_ptr<const FabricModel> m_model;
};

} // namespace shardscape
