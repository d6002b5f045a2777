// SPDX-License-Identifier: GPL-3.0-or-later
// Paste or drop anything: what was understood, assumed and ignored is shown at once, and nothing changes before Apply, which is one step
// of the history. What a log measured goes on to the calibration. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "shell/exchange/intake_reader.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace shardscape {

class PasteEdit;

class ImportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ImportDialog(AppContext& context, QWidget* parent = nullptr);

    /// Takes a text or a file as if it had been pasted or dropped.
    void takeText(const QString& text);
    void takeFile(const QString& path);

    [[nodiscard]] PasteEdit& input() { return *m_input; }
    [[nodiscard]] QTreeWidget& findings() { return *m_findings; }
    [[nodiscard]] QPushButton& applyButton() { return *m_apply; }
    [[nodiscard]] QPushButton& calibrateButton() { return *m_calibrate; }
    [[nodiscard]] QString message() const;
    [[nodiscard]] bool isBusy() const { return m_delay.isActive() || m_reader.isBusy(); }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addButtons(QVBoxLayout& layout);
    void read();
    void showOutcome(const IntakeReader::Outcome& outcome);
    void list(const QString& group, const std::vector<LaunchItem>& items);
    void listProblems(const Problems& problems);
    void say(const QString& sentence, bool bad);
    bool apply();
    void calibrate();
    void chooseFile();

    AppContext& m_context;
    IntakeReader m_reader;
    QTimer m_delay;
    PasteEdit* m_input;
    QLabel* m_message;
    QTreeWidget* m_findings;
    QPushButton* m_apply = nullptr;
    QPushButton* m_calibrate = nullptr;
    std::optional<Intake> m_ready; ///< what Apply would take over
};

/// Opens the dialog over `window`; with a text or a file that is read at once.
ImportDialog* openImport(AppContext& context, QWidget& window);

/// Registers the command "edit.import", which opens the dialog.
void addImportCommand(AppContext& context, QWidget& window);

} // namespace shardscape
