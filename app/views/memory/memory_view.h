// SPDX-License-Identifier: GPL-3.0-or-later
// The memory view: bars of every stage or rank against the capacity of a GPU, with a table twin. Hovering lights the part up in all views,
// a click pins it and asks for its derivation. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/memory/memory_canvas.h"

class QToolButton;

namespace shardscape {

class PictureFrame;

class MemoryView : public QWidget {
    Q_OBJECT
public:
    explicit MemoryView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] MemoryCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PictureFrame& frame() { return *m_frame; }
    [[nodiscard]] bool showsRanks() const { return m_perRank; }

public Q_SLOTS:
    void setShowsRanks(bool on);

private:
    void refresh();
    void followFocus();
    void choose(const MemoryTarget& target);

    AppContext& m_context;
    MemoryCanvas* m_canvas;
    PictureFrame* m_frame;
    QToolButton* m_rankSwitch;
    bool m_perRank = false;
};

} // namespace shardscape
