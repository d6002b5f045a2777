// SPDX-License-Identifier: GPL-3.0-or-later
// Calibration: measured figures of the user's own run on the left, the fitted factors and every figure before and after on the right, live.
// Nothing changes the scenario until Apply, which is one step of the history. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "shell/calibration/calibration_fitter.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QVBoxLayout;

namespace shardscape {

class CalibrationForm;

class CalibrationDialog : public QDialog {
    Q_OBJECT
public:
    explicit CalibrationDialog(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] CalibrationForm& form() { return *m_form; }
    [[nodiscard]] QTableWidget& figures() { return *m_figures; }
    [[nodiscard]] QTableWidget& factors() { return *m_factors; }
    [[nodiscard]] QPushButton& applyButton() { return *m_apply; }
    [[nodiscard]] QPushButton& removeButton() { return *m_remove; }
    [[nodiscard]] QString message() const;

private:
    QWidget* makeInput();
    QWidget* makeResult();
    void addButtons(QVBoxLayout& layout);
    void refit();
    void showFit(const CalibrationFitter::Outcome& outcome);
    void fillFigures(const std::vector<CalibratedFigure>& figures);
    void fillFactors(const CalibrationFit* fit);
    void apply();
    void remove();
    void save();
    void listPresets();
    void takePreset(int index);
    void showPresent();
    [[nodiscard]] Calibration entered() const;

    AppContext& m_context;
    CalibrationFitter m_fitter;
    CalibrationForm* m_form = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_presets = nullptr;
    QTableWidget* m_figures = nullptr;
    QTableWidget* m_factors = nullptr;
    QLabel* m_message = nullptr;
    QLabel* m_present = nullptr;
    QPushButton* m_apply = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_remove = nullptr;
    std::vector<Calibration> m_known;
    std::optional<Calibration> m_ready; ///< what Apply would take over
};

/// Registers the command "scenario.calibrate", which opens the dialog over `window`.
void addCalibrationCommand(AppContext& context, QWidget& window);

} // namespace shardscape
