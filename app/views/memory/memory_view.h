// SPDX-License-Identifier: GPL-3.0-or-later
// The memory view: bars of every stage or rank against the capacity of a GPU, with a table twin, the peak in words and what would bring
// it down. Hovering lights the part up in all views, a click pins it and asks for its derivation. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/memory/memory_canvas.h"

class QLabel;
class QToolButton;

namespace shardscape {

class PictureFrame;
class ReliefFinder;
class ReliefList;

class MemoryView : public QWidget {
    Q_OBJECT
public:
    explicit MemoryView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] MemoryCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PictureFrame& frame() { return *m_frame; }
    [[nodiscard]] ReliefList& reliefs() { return *m_reliefs; }
    [[nodiscard]] QString words() const; ///< the peak of the stage in focus, else of the worst
    [[nodiscard]] bool showsRanks() const { return m_perRank; }

public Q_SLOTS:
    void setShowsRanks(bool on);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void followFocus();
    void choose(const MemoryTarget& target);
    void buildHead();
    void sayPeak();
    void lookForRelief();
    void makeChange(int relief);

    AppContext& m_context;
    MemoryCanvas* m_canvas;
    PictureFrame* m_frame;
    QToolButton* m_rankSwitch;
    QLabel* m_words;
    ReliefList* m_reliefs;
    ReliefFinder* m_finder;
    std::shared_ptr<const Evaluation> m_lookedFor; ///< the evaluation the list belongs to or will belong to
    bool m_perRank = false;
};

} // namespace shardscape
