import { LocationProvider, Route, Router } from "preact-iso/router";
import { ConnectionBanner } from "./components/connection_banner.tsx";
import { Notices } from "./components/notices.tsx";
import { TopBar } from "./components/top_bar.tsx";
import { TradingBanner } from "./components/trading_banner.tsx";
import { AccountsPage } from "./pages/accounts_page.tsx";
import { BacktestPage } from "./pages/backtest_page.tsx";
import { BacktestsPage } from "./pages/backtests_page.tsx";
import { CompareBacktestsPage } from "./pages/compare_backtests_page.tsx";
import { DashboardPage } from "./pages/dashboard_page.tsx";
import { FeedsPage } from "./pages/feeds_page.tsx";
import { NewBacktestPage } from "./pages/new_backtest_page.tsx";
import { NewStudyPage } from "./pages/new_study_page.tsx";
import { NotFoundPage } from "./pages/not_found_page.tsx";
import { RunnerPage } from "./pages/runner_page.tsx";
import { StudiesPage } from "./pages/studies_page.tsx";
import { StudyPage } from "./pages/study_page.tsx";

/** Every page, one line each. */
export function App() {
  return (
    <LocationProvider>
      <TopBar />
      <ConnectionBanner />
      <TradingBanner />
      <main>
        <Router>
          <Route path="/" component={DashboardPage} />
          <Route path="/accounts" component={AccountsPage} />
          <Route path="/backtests" component={BacktestsPage} />
          <Route path="/backtests/new" component={NewBacktestPage} />
          <Route path="/backtests/compare" component={CompareBacktestsPage} />
          <Route path="/backtests/:id" component={BacktestPage} />
          <Route path="/studies" component={StudiesPage} />
          <Route path="/studies/new" component={NewStudyPage} />
          <Route path="/studies/:id" component={StudyPage} />
          <Route path="/feeds" component={FeedsPage} />
          <Route path="/runners/:id" component={RunnerPage} />
          <Route default component={NotFoundPage} />
        </Router>
      </main>
      <Notices />
    </LocationProvider>
  );
}
